import { useIsMutating } from '@tanstack/react-query';
import { Button, Result, Space } from 'antd';
import { Suspense, lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSession, useTask } from '../api/queries.js';
import type { Session, TaskWithForm } from '../api/types.js';
import { useNames } from '../kit/names.js';
import { Download } from '../kit/download.js';
import { Failed, Loading } from '../kit/states.js';
import { Conflict } from './conflict.js';
import { Barred, Decide } from './decide.js';
import { ObjectionOfTask, answersObjection } from './objection.js';
import { useOwnTasks } from './own-tasks.js';
import { nameOf, standingOf } from './standing.js';
import { TaskActs, actsOn } from './task-acts.js';
import { TaskHead } from './task-head.js';
import { useDecision } from './use-decision.js';
import './task.css';

const OrderOfTask = lazy(() => import('../oversight/order-of-task.js'));
const CommentsSection = lazy(() => import('../talk/comments-section.js'));

/** One task: what it is about, and the form of what may be decided. */
export function TaskPanel({ id, onDone }: Readonly<{ id: string; onDone: () => void }>) {
  const { data: session } = useSession();
  const { data, error, refetch } = useTask(id);
  if (error && !data) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data || !session) return <Loading />;
  return <Doing task={data.body} session={session} onDone={onDone} />;
}

function Doing({
  task,
  session,
  onDone,
}: Readonly<{ task: TaskWithForm; session: Session; onDone: () => void }>) {
  const { t } = useTranslation();
  const { acts, bar } = standingOf(task, session);
  const outcomes = useMemo(
    () => (task.form?.outcomes ?? []).filter(({ right }) => session.may[right] !== undefined),
    [task.form, session.may],
  );
  const decision = useDecision(task, outcomes);
  // What one does to it oneself is told as well, and perhaps before the answer.
  const isActing = useIsMutating({ mutationKey: actsOn(task) }) > 0;
  if (decision.send.isSuccess) return <Done task={task} outcome={decision.send.data} onDone={onDone} />;
  const isConflict = decision.isOvertaken && !isActing;
  // A wish without an answer may be sent again, whatever became of the task: so its answer is learnt.
  const isOpen = bar === undefined || decision.isUnanswered;
  return (
    <>
      <TaskHead task={task} session={session} />
      {task.paperDraft && (
        <div style={{ marginBottom: 16 }}>
          <Download path={task.paperDraft}>{t('task.paper-draft')}</Download>
        </div>
      )}
      {answersObjection(task) && <ObjectionOfTask task={task} />}
      {task.kind.startsWith('answer-oversight-') && (
        <Suspense fallback={<Loading />}>
          <OrderOfTask task={task} />
        </Suspense>
      )}
      <TaskActs task={task} acts={acts} onVersion={decision.goOnFrom} />
      {isConflict && <Conflict task={task} bar={bar} decision={decision} />}
      {!task.form && <Barred why={t('task.no-form')} />}
      {bar && !(isConflict && (bar === 'ended' || bar === 'others')) && (
        <Barred why={t(`task.${bar}`, { who: nameOf(task) ?? '' })} />
      )}
      {task.form && !bar && outcomes.length === 0 && <Barred why={t('task.no-right')} />}
      {isOpen && outcomes.length > 0 && <Decide task={task} outcomes={outcomes} decision={decision} />}
      <Suspense fallback={<Loading />}>
        <CommentsSection key={task.id} entry={task.subject.entry} task={task.id} />
      </Suspense>
    </>
  );
}

/** What happened, and on to the next. */
function Done({
  task,
  outcome,
  onDone,
}: Readonly<{ task: TaskWithForm; outcome: string; onDone: () => void }>) {
  const { t } = useTranslation();
  const { workName, outcomeName } = useNames();
  const navigate = useNavigate();
  const { data } = useOwnTasks();
  const next = data?.items.find(({ id }) => id !== task.id);
  const { entry } = task.subject;
  return (
    <div role="status">
      <Result
        status="success"
        title={t('task.sent', { work: workName(task.kind), outcome: outcomeName(task.kind, outcome) })}
        subTitle={t('task.sent-more')}
        extra={
          <Space wrap style={{ justifyContent: 'center' }}>
            {next && (
              <Button
                type="primary"
                autoFocus
                onClick={() => void navigate(`/desk/${encodeURIComponent(next.id)}`)}
              >
                {t('task.next')}
              </Button>
            )}
            <Button onClick={onDone}>{t('task.to-desk')}</Button>
            <Link to={`/entries/${encodeURIComponent(entry)}`}>{t('task.to-entry')}</Link>
          </Space>
        }
      />
    </div>
  );
}
