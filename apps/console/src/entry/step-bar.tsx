import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Part, RegistrationNeed } from '../api/types.js';
import { yuan } from '../kit/amounts.js';
import { useNames } from '../kit/names.js';
import type { Step, Waiting } from './steps.js';

/** Told by sign and text, and by colour besides. */
const SIGNS = { done: '✓', now: '●', stopped: '✕', begun: '◐', next: '○' } as const;

/** The parts of the procedure in the order of the law, and how far the case has come. */
export function StepBar({ steps }: Readonly<{ steps: readonly Step[] }>) {
  const { t } = useTranslation();
  const { workName } = useNames();
  return (
    <ol className="steps" aria-label={t('case.steps')}>
      {steps.map(({ part, progress, tasks }) => (
        <li
          key={part.part}
          className={`step step-${progress}`}
          aria-current={progress === 'now' ? 'step' : undefined}
          title={part.law}
        >
          <span className="step-sign" aria-hidden>
            {SIGNS[progress]}
          </span>
          <span className="step-words">
            <strong>{part.zh}</strong>
            <small>{t(`case.step.${progress}`)}</small>
            {tasks.map(({ id, kind }) => (
              <small key={id}>{workName(kind)}</small>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What the case waits for and since when, one line each. */
export function WaitingLines({
  waiting,
  parts,
}: Readonly<{ waiting: readonly Waiting[]; parts: readonly Part[] }>) {
  const { t, i18n } = useTranslation();
  const whoIn = (code: string | undefined): string | undefined => {
    const part = parts.find((each) => each.part === code);
    return i18n.language === 'en' ? part?.who : part?.whoZh;
  };
  const { workName, officeName, stateName } = useNames();
  if (waiting.length === 0) return null;
  return (
    <ul className="plain-list" aria-label={t('case.waiting')}>
      {waiting.map(({ task, part, state, days, until }) => (
        <li key={task?.id ?? state}>
          {task
            ? t('case.waits-for-task', {
                office: officeName(task.office),
                work: workName(task.kind),
                since: t(days === 0 ? 'case.since-today' : 'case.since', { days }),
              })
            : t(whoIn(part) ? 'case.waits-for' : 'case.waits', {
                who: whoIn(part),
                state: stateName(state),
                since: t(days === 0 ? 'case.since-today' : 'case.since', { days }),
              })}
          {until && <Tag style={{ marginInlineStart: 8 }}>{t('case.until', { day: until })}</Tag>}
        </li>
      ))}
    </ul>
  );
}

/** What the right cannot be registered without, and how much of it is unpaid. */
export function RegistrationNeeds({ needs }: Readonly<{ needs: readonly RegistrationNeed[] }>) {
  const { t } = useTranslation();
  if (needs.length === 0) return null;
  return (
    <>
      <p className="secondary">{t('case.needs')}</p>
      <ul className="plain-list" aria-label={t('case.needs')}>
        {needs.map(({ what, unpaidFen, detail }) => (
          <li key={`${what} ${detail ?? ''}`}>
            {t(`case.need.${what}`)}
            {detail && `：${detail}`}
            {unpaidFen !== undefined && (
              <Tag style={{ marginInlineStart: 8 }}>{t('case.unpaid', { yuan: yuan(unpaidFen) })}</Tag>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
