import { Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../entry/csv.js';
import { Failed, Loading } from '../kit/states.js';
import { useOne, useText } from './asking.js';
import { checkpointIn } from './checkpoint.js';

type Witness = Readonly<{ name: string; size?: number; failure?: string }>;

/** The signed head of the log, who signed it besides, and how it is held against the log. */
export function EvidenceState() {
  const { t } = useTranslation();
  const { data: note, error, refetch } = useText('/tlog/checkpoint');
  const { data: witnesses } = useOne<{ items: readonly Witness[] }>('/tlog/witnesses');
  if (note === undefined)
    return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  const head = checkpointIn(note);
  const items = witnesses?.items ?? [];
  return (
    <Card size="small" title={<h2>{t('running.evidence')}</h2>}>
      <dl className="admin-facts">
        <dt>{t('running.log')}</dt>
        <dd>{head?.origin}</dd>
        <dt>{t('running.size')}</dt>
        <dd>{head?.size}</dd>
        <dt>{t('running.root')}</dt>
        <dd>
          <code>{head?.root}</code>
        </dd>
        <dt>{t('running.signed')}</dt>
        <dd>{head?.signers.join('、')}</dd>
        <dt>{t('running.witnesses')}</dt>
        <dd>
          {items.length === 0
            ? t('running.no-witnesses')
            : items.map(({ name, size, failure }) => (
                <div key={name}>
                  {name} · {t('running.witnessed', { size: size ?? 0 })} {failure}
                </div>
              ))}
        </dd>
      </dl>
      <p className="secondary">{t('running.verify-how')}</p>
      <div className="admin-line">
        <Button
          onClick={() => saveFile(`checkpoint-${head?.size ?? ''}.txt`, note, 'text/plain;charset=utf-8')}
        >
          {t('running.keep-head')}
        </Button>
        <Button onClick={() => void refetch()}>{t('running.again')}</Button>
        <a href="/verify" target="_blank" rel="noreferrer">
          {t('running.verifier')}
        </a>
      </div>
    </Card>
  );
}
