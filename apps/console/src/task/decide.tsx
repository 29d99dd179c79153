import { Alert, Button, Radio, Space, Typography } from 'antd';
import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OutcomeForm, TaskWithForm } from '../api/types.js';
import { Form } from '../form/form.js';
import { ProblemAlert } from '../kit/problem.js';
import type { Decision } from './use-decision.js';

/** An outcome that hands in a whole scheme has a page of its own. */
const isScheme = ({ fields, route }: OutcomeForm): boolean =>
  route !== undefined && fields.some(({ name }) => name === 'scheme');

/** The outcomes as a choice, and the form of the one chosen. */
export function Decide({
  task,
  outcomes,
  decision,
}: Readonly<{ task: TaskWithForm; outcomes: readonly OutcomeForm[]; decision: Decision }>) {
  const { t } = useTranslation();
  const id = useId();
  const { chosen, choose, typed, onTyped, findings, send, submit, isTyped, drop } = decision;
  useKeysFor(outcomes, choose);
  return (
    <section aria-labelledby={id}>
      <Typography.Title id={id} level={3} style={{ fontSize: '1.1em' }}>
        {t('task.outcome')}
      </Typography.Title>
      <Radio.Group
        aria-labelledby={id}
        value={chosen?.outcome}
        onChange={({ target }) => choose(String(target.value))}
        options={outcomes.map(({ outcome, zh }, index) => ({ value: outcome, label: `${index + 1} ${zh}` }))}
        style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}
      />
      {outcomes.length > 1 && <div className="form-hint">{t('task.outcome-keys')}</div>}
      {chosen && isScheme(chosen) && (
        <Link to={`/schemes/${encodeURIComponent(task.subject.entry)}/revise`}>{t('task.revise')}</Link>
      )}
      {chosen && !isScheme(chosen) && (
        <form
          key={chosen.outcome}
          noValidate
          style={{ marginTop: 16 }}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Form fields={chosen.fields} typed={typed} onTyped={onTyped} findings={findings} />
          {chosen.fields.length === 0 && (
            <Typography.Paragraph type="secondary">{t('form.none')}</Typography.Paragraph>
          )}
          {send.error && findings.length === 0 && <ProblemAlert error={send.error} />}
          <Space wrap>
            <Button type="primary" htmlType="submit" loading={send.isPending}>
              {send.isPending ? t('task.sending') : t('task.send', { outcome: chosen.zh })}
            </Button>
            {isTyped && <Button onClick={drop}>{t('task.clear')}</Button>}
          </Space>
          <div className="form-hint">{t('task.kept')}</div>
        </form>
      )}
    </section>
  );
}

const KEYS_MAX = 9;

/** 1 to 9 choose an outcome, except where somebody is typing. */
function useKeysFor(outcomes: readonly OutcomeForm[], choose: (outcome: string) => void): void {
  useEffect(() => {
    const onKey = ({ key, target, ctrlKey, altKey, metaKey, isComposing }: KeyboardEvent) => {
      if (ctrlKey || altKey || metaKey || isComposing) return;
      const typing = 'input:not([type=radio]), textarea, select, [contenteditable], [role=combobox]';
      if (target instanceof Element && target.closest(typing)) return;
      const outcome = /^[1-9]$/.test(key) && Number(key) <= KEYS_MAX ? outcomes[Number(key) - 1] : undefined;
      if (outcome) choose(outcome.outcome);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [outcomes, choose]);
}

/** Why somebody may not decide this task. */
export const Barred = ({ why }: Readonly<{ why: string }>) => <Alert type="info" showIcon title={why} />;
