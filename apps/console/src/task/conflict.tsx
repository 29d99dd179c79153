import { Alert, Button, Descriptions, Space, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutcomeForm, Task } from '../api/types.js';
import { labelOf } from '../form/values.js';
import { isBlank, textOf, textsOf } from '../form/typed.js';
import type { TypedGroup } from '../form/typed.js';
import { nameOf } from './standing.js';
import type { Bar } from './standing.js';
import type { Decision } from './use-decision.js';

/**
 * Somebody was faster: what the task is now, beside what was typed, and whose it is to go on. `bar`: it is
 * not one's own to do any more, and what was typed can only be taken along.
 */
export function Conflict({ task, bar, decision }: Readonly<{ task: Task; bar?: Bar; decision: Decision }>) {
  const { t } = useTranslation();
  const { began = task.version, chosen, typed, goOnFrom, drop } = decision;
  const who = nameOf(task) ?? '—';
  const lines = chosen ? [chosen.zh, ...linesOf(chosen, typed)] : [];
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t(titleOf(task, bar), { who })}
      description={
        <>
          <Descriptions
            size="small"
            column={1}
            items={[
              {
                key: 'now',
                label: t('task.conflict-now'),
                children: [
                  t('task.conflict-version', { version: task.version }),
                  t(`task.status.${task.status}`, task.status),
                  `${t('task.whose')}：${who}`,
                ].join(' · '),
              },
              {
                key: 'mine',
                label: t('task.conflict-mine'),
                children: t('task.conflict-version', { version: began }),
              },
              {
                key: 'typed',
                label: t('task.conflict-typed'),
                children: (
                  <Typography.Text copyable={lines.length > 0}>{lines.join('；') || '—'}</Typography.Text>
                ),
              },
            ]}
          />
          {bar && <Typography.Paragraph type="secondary">{t('task.conflict-copy')}</Typography.Paragraph>}
          <Space wrap>
            {!bar && (
              <Button type="primary" size="small" onClick={() => goOnFrom(task.version)}>
                {t('task.keep-mine')}
              </Button>
            )}
            <Button size="small" onClick={drop}>
              {t('task.drop-mine')}
            </Button>
          </Space>
        </>
      }
    />
  );
}

/** Who was faster where somebody was: what has been cancelled was ended by nobody. */
function titleOf({ status, assignee }: Task, bar: Bar | undefined): string {
  if (assignee === null) return 'task.conflict';
  if (bar === 'others') return 'task.conflict-others';
  return bar === 'ended' && status === 'completed' ? 'task.conflict-ended' : 'task.conflict';
}

/** What was typed on the first level, a line a field; groups are told by their name. */
const linesOf = ({ fields }: OutcomeForm, typed: TypedGroup): readonly string[] =>
  fields
    .filter(({ name }) => !isBlank(typed[name]))
    .map((field) => {
      const value = textOf(typed[field.name]) || textsOf(typed[field.name]).join('、');
      return `${labelOf(field)}：${field.names?.[value] ?? (value || '…')}`;
    });
