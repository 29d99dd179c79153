import { Button, Card, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'react-router';
import type { Fact, Part } from '../api/types.js';
import { useNames } from '../kit/names.js';
import { Nothing } from '../kit/states.js';
import { factsOfAct } from './acts.js';
import { FactLine } from './fact-line.js';
import { partOf } from './steps.js';
import { keyOf, newestFirst, rowsOf } from './timeline.js';
import type { Row } from './timeline.js';

/** So many kinds of steps a fold names before it is opened. */
const NAMED_MAX = 4;

/** The story of the case, in the order that one likes, whole or of one part of the procedure. */
export function TimelineView({ facts, parts }: Readonly<{ facts: readonly Fact[]; parts: readonly Part[] }>) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const [stage, order] = [search.get('stage') ?? '', search.get('order') === 'oldest' ? 'oldest' : 'newest'];
  const marked = useLocation().hash.slice(1);
  const shown = stage === '' ? facts : facts.filter((fact) => partOf(fact, parts) === stage);
  const rows = order === 'newest' ? newestFirst(rowsOf(shown)) : rowsOf(shown);
  useEffect(() => {
    if (marked) document.getElementById(marked)?.scrollIntoView({ block: 'center' });
  }, [marked]);
  const set = (key: string, value: string) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );
  return (
    <Card size="small" title={<h2 className="section">{t('case.timeline', { count: facts.length })}</h2>}>
      <div className="timeline-tools timeline-bar no-print">
        <Select
          aria-label={t('case.filter-stage')}
          value={stage}
          style={{ minWidth: 150 }}
          onChange={(value) => set('stage', value)}
          options={[
            { value: '', label: t('case.all-stages') },
            ...parts.map(({ part, zh }) => ({ value: part, label: zh })),
          ]}
        />
        <Select
          aria-label={t('case.order')}
          value={order}
          onChange={(value) => set('order', value === 'newest' ? '' : value)}
          options={['newest', 'oldest'].map((each) => ({ value: each, label: t(`case.order.${each}`) }))}
        />
      </div>
      {rows.length === 0 ? (
        <Nothing why={t(stage ? 'case.nothing-of-stage' : 'case.nothing-yet')}>
          {stage && <Button onClick={() => set('stage', '')}>{t('case.all-stages')}</Button>}
        </Nothing>
      ) : (
        <ol className="timeline">
          {rows.map((row) => (
            <li key={keyOf(row)} className={`row row-${row.kind}`}>
              <RowView row={row} marked={marked} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function RowView({ row, marked }: Readonly<{ row: Row; marked: string }>) {
  const { t } = useTranslation();
  if (row.kind === 'idle') return <span className="secondary">{t('case.idle', row)}</span>;
  if (row.kind === 'act')
    return <FactLine {...row} isMarked={factsOfAct(row).some(({ position }) => position === marked)} />;
  return <EngineFold facts={row.facts} marked={marked} />;
}

function EngineFold({ facts, marked }: Readonly<{ facts: readonly Fact[]; marked: string }>) {
  const { t } = useTranslation();
  const { factName } = useNames();
  const [isOpen, setOpen] = useState(() => facts.some(({ position }) => position === marked));
  const names = [...new Set(facts.map(({ type }) => factName(type)))];
  const more = names.length > NAMED_MAX ? '……' : '';
  return (
    <>
      <Button
        type="text"
        size="small"
        className="fold"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden>{isOpen ? '▾' : '▸'}</span>{' '}
        {t('case.engine-steps', { count: facts.length, names: names.slice(0, NAMED_MAX).join('、') + more })}
      </Button>
      {isOpen &&
        facts.map((fact) => <FactLine key={fact.id} fact={fact} isMarked={fact.position === marked} />)}
    </>
  );
}
