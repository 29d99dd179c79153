import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Progress, Space } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, ask, newKey } from '../api/client.js';
import { minuteOf } from '../entry/days.js';
import { useNames } from '../kit/names.js';
import { ProblemAlert } from '../kit/problem.js';
import { wishOf } from '../task/decision-draft.js';
import type { Wish } from '../task/decision-draft.js';
import { sizeInWords } from './papers.js';
import type { Paper } from './papers.js';
import type { Sending } from './use-uploads.js';

/** A paper on file: its name takes it away, its digests unfold. */
export function PaperRow({
  entry,
  paper,
  mayWithdraw,
}: Readonly<{ entry: string; paper: Paper; mayWithdraw: boolean }>) {
  const { t } = useTranslation();
  const { officeName } = useNames();
  const [isAsked, setAsked] = useState(false);
  const { name, bytes, mediaName, office, attachedAt, withdrawn, sha256, sm3, href } = paper;
  return (
    <li className="paper">
      <div className="task-line">
        <a href={href} download>
          {name}
        </a>
        <span className="secondary">
          {mediaName} {sizeInWords(bytes)}
        </span>
        <span className="secondary">
          {officeName(office)} {minuteOf(attachedAt)}
        </span>
        {mayWithdraw && !isAsked && (
          <Button
            size="small"
            autoInsertSpace={false}
            className="no-print"
            aria-label={t('papers.withdraw-it', { name })}
            onClick={() => setAsked(true)}
          >
            {t('papers.withdraw')}
          </Button>
        )}
      </div>
      {withdrawn && (
        <div className="secondary">
          {t('papers.withdrawn', { at: minuteOf(withdrawn.at), reason: withdrawn.reason })}
        </div>
      )}
      <details className="paper-digests">
        <summary>{t('papers.digests')}</summary>
        <div>SHA-256 {sha256}</div>
        <div>SM3 {sm3}</div>
      </details>
      {isAsked && <Withdrawal entry={entry} paper={paper} onEnd={() => setAsked(false)} />}
    </li>
  );
}

/** Why it is withdrawn; the record and the content stay. */
function Withdrawal({ entry, paper, onEnd }: Readonly<{ entry: string; paper: Paper; onEnd: () => void }>) {
  const { t } = useTranslation();
  const id = useId();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const wish = useRef<Wish>(undefined);
  const isMissing = isTold && reason.trim() === '';
  const withdrawing = useMutation({
    mutationFn: async () => {
      const body = { paper: paper.paper, reason: reason.trim() };
      wish.current = wishOf(wish.current, body, newKey);
      const path = `/api/v1/entries/${encodeURIComponent(entry)}/papers/withdrawals`;
      await ask(path, { method: 'POST', body, key: wish.current.key });
    },
    onError: (error) => {
      if (error instanceof ApiError && !error.isAway) wish.current = undefined;
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['entry', entry, 'papers'] });
      onEnd();
    },
  });
  const go = () => {
    setTold(true);
    if (reason.trim() !== '') withdrawing.mutate();
  };
  return (
    <div className="paper-withdrawal no-print">
      {withdrawing.error && <ProblemAlert error={withdrawing.error} />}
      <label htmlFor={id}>{t('papers.reason', { name: paper.name })} *</label>
      <Input.TextArea
        id={id}
        autoFocus
        rows={2}
        status={isMissing ? 'error' : ''}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}missing` : undefined}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {isMissing && (
        <div id={`${id}missing`} role="alert" className="form-error">
          {t('papers.reason-missing')}
        </div>
      )}
      <Space style={{ marginTop: 8 }}>
        <Button type="primary" loading={withdrawing.isPending} onClick={go}>
          {t('papers.withdraw-now')}
        </Button>
        <Button onClick={onEnd}>{t('papers.keep')}</Button>
      </Space>
    </div>
  );
}

/** A file on its way: how far it is, and what can be done about it. */
export function SendingRow({
  sending,
  onGoOn,
  onCancel,
}: Readonly<{ sending: Sending; onGoOn: () => void; onCancel: () => void }>) {
  const { t } = useTranslation();
  const { name, bytes, sent, state, error } = sending;
  const percent = bytes === 0 ? 0 : Math.floor((100 * sent) / bytes);
  return (
    <li className="paper">
      <div className="task-line">
        <span>{name}</span>
        <span className="secondary" role="status">
          {t(`papers.sending.${state}`, { sent: sizeInWords(sent), bytes: sizeInWords(bytes) })}
        </span>
        {state === 'broken' && (
          <Button
            size="small"
            autoInsertSpace={false}
            aria-label={t('papers.go-on-with', { name })}
            onClick={onGoOn}
          >
            {t('papers.go-on')}
          </Button>
        )}
        {state !== 'attaching' && (
          <Button
            size="small"
            autoInsertSpace={false}
            aria-label={t('papers.cancel-it', { name })}
            onClick={onCancel}
          >
            {t('papers.cancel')}
          </Button>
        )}
      </div>
      <Progress
        percent={percent}
        size="small"
        status={state === 'broken' ? 'exception' : 'normal'}
        aria-label={t('papers.progress', { name })}
      />
      {error && <ProblemAlert error={error} />}
    </li>
  );
}
