import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Failed, Loading } from '../kit/states.js';
import { useHistory } from './queries.js';
import type { RegisterName } from './queries.js';

const WHAT = {
  entered: 'registers.entered',
  amended: 'registers.amended',
  ended: 'registers.was-ended',
} as const;

type Shown = Readonly<{
  district: string;
  register: RegisterName;
  recordKey: string;
  onClose: () => void;
}>;

/** What became of one record, the oldest first. */
export function History({ district, register, recordKey, onClose }: Shown) {
  const { t } = useTranslation();
  const { data: changes, error, refetch } = useHistory(district, register, recordKey);
  return (
    <Modal open title={t('registers.history-of', { key: recordKey })} footer={null} onCancel={onClose}>
      {!changes && (error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />)}
      <ol className="registers-history">
        {(changes ?? []).map(({ what, at, by, documentNo, reason, record }) => (
          <li key={at}>
            <strong>{t(WHAT[what])}</strong> {at.slice(0, 10)} · {documentNo} · {by.join('、')}
            {reason !== undefined && <div>{reason}</div>}
            {record && <div className="secondary">{Object.values(record).join(' · ')}</div>}
          </li>
        ))}
      </ol>
    </Modal>
  );
}
