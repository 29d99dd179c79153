import { useTranslation } from 'react-i18next';
import { useMay } from '../entry/queries.js';
import { Deliveries } from './deliveries.js';
import { Engines } from './engines.js';
import { EvidenceState } from './evidence-state.js';
import { ParkedSteps } from './parked-steps.js';
import { AdminPage } from './parts.js';

/** Whether the installation is well, what is stuck in it, and what can be done about it. */
export default function OperationsPage() {
  const { t } = useTranslation();
  const mayOperate = useMay('operations.read');
  const maySend = useMay('delivery.read');
  const mayRelease = useMay('parked.release');
  return (
    <AdminPage title={t('running.title')}>
      {mayOperate && <Engines />}
      <ParkedSteps mayRelease={mayRelease} />
      {maySend && <Deliveries />}
      <EvidenceState />
    </AdminPage>
  );
}
