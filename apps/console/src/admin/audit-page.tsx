import { useTranslation } from 'react-i18next';
import { useMay } from '../entry/queries.js';
import { AccessTrail } from './access-trail.js';
import { EvidenceState } from './evidence-state.js';
import { Facts } from './facts.js';
import { AdminPage, usePart } from './parts.js';

/** Who did what to whose account and took which paper away; the facts of a case; what proves the log. */
export default function AuditPage() {
  const { t } = useTranslation();
  const mayRead = useMay('entry.read');
  const names = ['access', ...(mayRead ? ['facts'] : []), 'evidence'];
  const { chosen, choice } = usePart(
    names.map((name) => ({ name, label: t(`trail.${name}`) })),
    t('trail.which'),
  );
  return (
    <AdminPage title={t('trail.title')}>
      <div>{choice}</div>
      {chosen === 'access' && <AccessTrail />}
      {chosen === 'facts' && <Facts />}
      {chosen === 'evidence' && <EvidenceState />}
    </AdminPage>
  );
}
