import { useTranslation } from 'react-i18next';
import { useTerms } from '../api/queries.js';
import { useNames } from '../kit/names.js';
import { Failed, Loading, Nothing } from '../kit/states.js';
import { ACCOUNTS } from './accounts.js';
import type { Account } from './accounts.js';
import { useAll } from './asking.js';
import { standsOn } from './deputy-days.js';
import { AdminTable } from './parts.js';

export type Delegation = Readonly<{
  id: string;
  from: string;
  to: string;
  fromDay: string;
  toDay: string;
  kinds?: readonly string[];
}>;

/** Who stands in for whom, of everybody; each gives and takes back their own. */
export function Deputies() {
  const { t } = useTranslation();
  const { data, error, refetch } = useAll<Delegation>('/api/v1/delegations/all');
  const { data: accounts } = useAll<Account>(ACCOUNTS);
  const { data: terms } = useTerms();
  const { workName } = useNames();
  if (!data || !terms) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  const nameOf = (user: string) => {
    const found = accounts?.find((each) => each.user === user)?.name;
    return found ? `${found} ${user}` : user;
  };
  return (
    <>
      <p className="secondary">{t('people.deputies-what')}</p>
      <AdminTable<Delegation>
        rowKey="id"
        dataSource={data}
        locale={{ emptyText: <Nothing why={t('people.no-deputies')} /> }}
        columns={[
          { title: t('people.absent'), render: (_, { from }) => nameOf(from) },
          { title: t('people.deputy'), render: (_, { to }) => nameOf(to) },
          { title: t('people.days'), render: (_, { fromDay, toDay }) => `${fromDay} – ${toDay}` },
          {
            title: t('people.kinds'),
            render: (_, { kinds }) => kinds?.map(workName).join('、') ?? t('people.all-kinds'),
          },
          { title: t('people.state'), render: (_, each) => t(`people.stands-${standsOn(each, terms.day)}`) },
        ]}
      />
    </>
  );
}
