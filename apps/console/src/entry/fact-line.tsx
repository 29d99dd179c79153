import { Button, Tag } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTerms } from '../api/queries.js';
import type { Fact, Ground } from '../api/types.js';
import { useNames } from '../kit/names.js';
import { Unconfirmed } from '../kit/unconfirmed.js';
import type { Act } from './acts.js';
import { minuteOf, takenAt } from './days.js';
import { detailsOf, inShort } from './details.js';
import { workOf } from './steps.js';

/** What a line says at once; the rest is behind it. */
const DETAILS_SHOWN_MAX = 4;

/** One act: when, who for whom, what, the values that matter, and on what they rest. */
export function FactLine({
  fact,
  also = [],
  taken,
  closed,
  isMarked,
}: Omit<Act, 'also'> & Partial<Pick<Act, 'also'>> & Readonly<{ isMarked: boolean }>) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const { factName, workName } = useNames();
  const [isOpen, setOpen] = useState(isMarked);
  const inner = useId();
  const work = workOf(closed ?? fact);
  const words = {
    yes: t('case.yes'),
    no: t('case.no'),
    yuan: t('case.yuan'),
    m2: t('area.m2'),
    mu: t('case.mu'),
  };
  const outcome = closed?.data.outcome;
  const data = typeof outcome === 'string' ? { outcome, ...fact.data } : fact.data;
  const details = terms ? detailsOf(data, terms, words, work) : [];
  const shown = isOpen ? details : inShort(details, DETAILS_SHOWN_MAX);
  const grounds = [fact, ...also].flatMap((each) => each.grounds);
  const isMore = details.length > shown.length || grounds.length > 0;
  const unconfirmed = grounds.some(({ confirmed }) => !confirmed);
  const [what, task] = [factName(fact.type), work && workName(work)];
  return (
    <div className={isMarked ? 'fact fact-marked' : 'fact'} id={fact.position}>
      <div className="fact-head">
        <time dateTime={fact.meta.occurredAt} className="money">
          {minuteOf(fact.meta.occurredAt)}
        </time>
        <strong>
          {what}
          {task && task !== what && `：${task}`}
        </strong>
        {also.map(({ id, position, type }) => (
          <span key={id} id={position}>
            → {factName(type)}
          </span>
        ))}
        {unconfirmed && <Unconfirmed />}
        <Who fact={fact} />
        {taken && (
          <span className="secondary" id={taken.position}>
            {t('case.taken', { at: takenAt(taken.meta.occurredAt, fact.meta.occurredAt) })}
          </span>
        )}
        {closed && <span id={closed.position} />}
        <a href={`#${fact.position}`} className="no-print" aria-label={t('case.permalink', fact)}>
          #
        </a>
        {(isMore || isOpen) && (
          <Button
            type="link"
            size="small"
            className="no-print"
            style={{ paddingInline: 0 }}
            aria-expanded={isOpen}
            aria-controls={inner}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'case.fold' : `case.unfold${grounds.length > 0 ? '-grounds' : ''}`, {
              count: grounds.length,
            })}
          </Button>
        )}
      </div>
      {shown.length > 0 && (
        <dl className="fact-details">
          {shown.map(({ label, text }, index) => (
            // The same label may come twice, as in two lines of one distribution.
            <div key={`${label} ${index}`}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      <div id={inner} className={isOpen ? undefined : 'only-print'}>
        <Grounds grounds={grounds} />
        {isOpen && (
          <p className="secondary">
            {t('case.rules', { policy: fact.meta.policy })} <Receipt fact={closed ?? fact} />
          </p>
        )}
      </div>
    </div>
  );
}

/** What shows a stranger that this fact stands in the log; none is given of what holds a sealed reserve. */
function Receipt({ fact: { id, data, meta } }: Readonly<{ fact: Fact }>) {
  const { t } = useTranslation();
  if (data.reserve === true || meta.correlation === undefined) return null;
  const [entry, name] = [meta.correlation, id].map(encodeURIComponent);
  const address = `/api/v1/entries/${entry}/receipts/${name}`;
  return (
    <span className="no-print">
      <a href={address} download={`${id}.json`}>
        {t('case.receipt')}
      </a>{' '}
      <a href="/verify" target="_blank" rel="noreferrer">
        {t('case.verify')}
      </a>
    </span>
  );
}

function Who({ fact }: Readonly<{ fact: Fact }>) {
  const { t } = useTranslation();
  const { roleName, officeName } = useNames();
  const { person, role, office, onBehalfOf } = fact.meta.actor;
  if (role === 'engine') return <span className="secondary">{t('case.by-engine')}</span>;
  return (
    <span className="secondary">
      {officeName(office)} · {roleName(role)} {fact.actorName ?? person}
      {onBehalfOf && <Tag style={{ marginInlineStart: 6 }}>{t('case.for', { person: onBehalfOf })}</Tag>}
    </span>
  );
}

/** Why a number or a day is what it is. */
export function Grounds({ grounds }: Readonly<{ grounds: readonly Ground[] }>) {
  const { t } = useTranslation();
  if (grounds.length === 0) return null;
  return (
    <ul className="grounds">
      {grounds.map(({ what, value, formula, rule, source, confirmed }, index) => (
        <li key={`${what} ${index}`}>
          <strong>{what}</strong>
          {value && `：${value}`}
          {formula && <div>{t('case.formula', { formula })}</div>}
          <div className="secondary">
            {t('case.source', { source })}
            {rule && `（${rule}）`}
            {!confirmed && <Unconfirmed />}
          </div>
        </li>
      ))}
    </ul>
  );
}
