import { Alert, Button, Card, Tag } from 'antd';
import { Suspense, lazy, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useEntry, useProcedure, useSession, useTerms } from '../api/queries.js';
import type { Entry, Fact, Part, Task } from '../api/types.js';
import { noteOpened } from '../find/recent.js';
import { useNames } from '../kit/names.js';
import { Failed, Loading, LoadingPage } from '../kit/states.js';
import { DayChoice } from './day-choice.js';
import { KeyFacts } from './key-facts.js';
import { OpenTasks } from './open-tasks.js';
import { useDeadlines, useMay, useSchemeOnMap, useTasksOf, useTimeline } from './queries.js';
import { Surroundings } from './sections.js';
import { RegistrationNeeds, StepBar, WaitingLines } from './step-bar.js';
import { partsOfCase, pastStepsOf, reachedIn, stepsOf, waitingOf } from './steps.js';
import { factsUntil } from './timeline.js';
import { TimelineView } from './timeline-view.js';
import './entry.css';

const BoundaryCard = lazy(() => import('../map/boundary-card.js'));
const CommentsSection = lazy(() => import('../talk/comments-section.js'));
const OversightSection = lazy(() => import('../oversight/oversight-section.js'));
const PapersSection = lazy(() => import('../papers/papers-section.js'));

/** Everything about one case: how far it is, what it waits for, what it is about, and what happened. */
export default function EntryPage() {
  const { entry: id = '' } = useParams();
  const [entry, procedure, timeline] = [useEntry(id), useProcedure(), useTimeline(id)];
  for (const query of [entry, procedure, timeline])
    if (query.error && !query.data)
      return <Failed error={query.error} onAgain={() => void query.refetch()} />;
  if (!entry.data || !procedure.data || !timeline.data) return <LoadingPage />;
  return <Case entry={entry.data} parts={partsOfCase(procedure.data)} facts={timeline.data} />;
}

type CaseOf = Readonly<{ entry: Entry; parts: readonly Part[]; facts: readonly Fact[] }>;

function Case({ entry, parts, facts }: CaseOf) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const id = entry.subject.entry;
  const [search, setSearch] = useSearchParams();
  const day = search.get('day') ?? '';
  const seen = day === '' ? facts : factsUntil(facts, day);
  const tasks = useTasksOf(id).data ?? [];
  const seesTasks = useMay('task.read');
  const boundary = useSchemeOnMap(id).data?.boundary;
  const user = useSession().data?.person.user;
  useEffect(() => {
    if (user) noteOpened(user, id);
  }, [user, id]);
  const showDay = (chosen: string) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (chosen) next.set('day', chosen);
        else next.delete('day');
        return next;
      },
      { replace: true },
    );
  return (
    <article className="case">
      <title>{`${id} · ${t('product')}`}</title>
      <Head entry={entry} day={day} today={terms?.day} onDay={showDay} />
      {day !== '' && (
        <Alert
          type="warning"
          showIcon
          title={t('case.as-of', { day, count: facts.length - seen.length })}
          action={
            <Button size="small" className="no-print" onClick={() => showDay('')}>
              {t('case.as-of-now')}
            </Button>
          }
        />
      )}
      {day === '' ? (
        <Now entry={entry} parts={parts} facts={facts} tasks={tasks} />
      ) : (
        <Card size="small">
          <StepBar steps={pastStepsOf(parts, seen)} />
        </Card>
      )}
      <div className="case-columns">
        {day === '' && (
          <aside className="case" aria-label={t('case.aside')}>
            {seesTasks && <OpenTasks tasks={tasks} isRunning={entry.status === 'running'} />}
            <Surroundings entry={entry} parts={parts} facts={facts} />
          </aside>
        )}
        <div className="case">
          <KeyFacts entry={entry} past={day !== ''} />
          {boundary && day === '' && (
            <Suspense fallback={<Loading />}>
              <BoundaryCard boundary={boundary} />
            </Suspense>
          )}
          {day === '' && (
            <Suspense fallback={<Loading />}>
              <PapersSection entry={id} stage={entry.stage} />
            </Suspense>
          )}
          {day === '' && (
            <Suspense fallback={<Loading />}>
              <OversightSection entry={id} />
            </Suspense>
          )}
          {day === '' && (
            <Suspense fallback={<Loading />}>
              <CommentsSection entry={id} />
            </Suspense>
          )}
          <TimelineView facts={seen} parts={parts} />
        </div>
      </div>
    </article>
  );
}

function Now({ entry, parts, facts, tasks }: CaseOf & Readonly<{ tasks: readonly Task[] }>) {
  const { data: terms } = useTerms();
  const deadlines = useDeadlines(entry.subject.entry).data?.items ?? [];
  return (
    <Card size="small">
      <StepBar steps={stepsOf(parts, entry, tasks, reachedIn(facts, parts))} />
      <WaitingLines
        parts={parts}
        waiting={waitingOf(entry, tasks, deadlines, terms?.day ?? entry.changedOn)}
      />
      <RegistrationNeeds needs={entry.registrationNeeds ?? []} />
    </Card>
  );
}

function Head({
  entry,
  day,
  today,
  onDay,
}: Readonly<{ entry: Entry; day: string; today: string | undefined; onDay: (day: string) => void }>) {
  const { t } = useTranslation();
  const { stateName, placeName } = useNames();
  return (
    <header className="case-head">
      <div>
        <h1>
          {placeName(entry.subject.township)} {entry.village}
          {day === '' && (
            <Tag color={entry.status === 'running' ? 'blue' : 'default'}>{stateName(entry.state)}</Tag>
          )}
        </h1>
        <div className="secondary">{t('case.number', { entry: entry.subject.entry })}</div>
      </div>
      <div className="timeline-tools no-print">
        <DayChoice day={day} first={entry.submittedOn} last={today} onDay={onDay} />
        <Button onClick={() => window.print()}>{t('case.print')}</Button>
      </div>
    </header>
  );
}
