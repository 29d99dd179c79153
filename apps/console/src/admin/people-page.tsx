import { useTranslation } from 'react-i18next';
import { useMay } from '../entry/queries.js';
import { Accounts } from './accounts.js';
import { Deputies } from './deputies.js';
import { Keys } from './keys.js';
import { AdminPage, usePart } from './parts.js';

/** People and what they may do, keys of machines, and who stands in for whom. */
export default function PeoplePage() {
  const { t } = useTranslation();
  const mayManage = useMay('account.manage');
  const parts = ['accounts', 'keys', 'deputies'].map((name) => ({ name, label: t(`people.${name}`) }));
  const { chosen, choice } = usePart(parts, t('people.which'));
  return (
    <AdminPage title={t('people.title')}>
      <div>{choice}</div>
      {chosen === 'accounts' && <Accounts mayManage={mayManage} />}
      {chosen === 'keys' && <Keys mayManage={mayManage} />}
      {chosen === 'deputies' && <Deputies />}
    </AdminPage>
  );
}
