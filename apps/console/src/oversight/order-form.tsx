import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../kit/problem.js';
import { BUREAUS, ORDER_MAX, useOversight } from './oversight.js';
import type { Bureau } from './oversight.js';

/** Asks an office; what was typed stays until the server has it. */
export function OrderForm({ entry }: Readonly<{ entry: string }>) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  const [bureau, setBureau] = useState<Bureau>('township');
  const [lastDay, setLastDay] = useState('');
  const [isTold, setTold] = useState(false);
  const isMissing = isTold && text.trim() === '';
  const ordering = useOversight(entry, () => {
    setText('');
    setLastDay('');
    setTold(false);
  });
  const go = () => {
    setTold(true);
    if (text.trim() === '') return;
    ordering.mutate({ body: { bureau, text: text.trim(), ...(lastDay === '' ? {} : { lastDay }) } });
  };
  return (
    <div className="comment-form no-print">
      {ordering.error && <ProblemAlert error={ordering.error} />}
      <label htmlFor={id}>{t('oversight.ask')}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={ORDER_MAX}
        status={isMissing ? 'error' : ''}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}missing` : undefined}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {isMissing && (
        <div id={`${id}missing`} role="alert" className="form-error">
          {t('oversight.missing')}
        </div>
      )}
      <div className="task-line">
        <Select
          aria-label={t('oversight.bureau')}
          style={{ minWidth: 160 }}
          value={bureau}
          onChange={setBureau}
          options={BUREAUS.map((value) => ({ value, label: t(`oversight.bureau.${value}`) }))}
        />
        <LastDay value={lastDay} onChange={setLastDay} />
        <Button loading={ordering.isPending} onClick={go}>
          {t('oversight.send')}
        </Button>
      </div>
    </div>
  );
}

/** Left empty, the rules say the last day. */
export function LastDay({ value, onChange }: Readonly<{ value: string; onChange: (day: string) => void }>) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{t('oversight.last-day')}</label>
      <Input
        id={id}
        type="date"
        style={{ width: 150 }}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}
