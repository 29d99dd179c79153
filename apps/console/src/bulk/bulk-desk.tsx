import { Button, Space, Typography } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { To } from 'react-router';
import { useSession } from '../api/queries.js';
import type { Task } from '../api/types.js';
import { useNames } from '../kit/names.js';
import { kindOf } from './grouped.js';
import { keepJob, keptJob } from './kept-job.js';
import { useBulkOutcomes } from './queries.js';
import type { Chosen } from './types.js';

/** Nobody opens the desk to do many at once: these come when they are wanted. */
const BulkCard = lazy(() => import('./bulk-card.js').then((all) => ({ default: all.BulkCard })));
const BulkDialog = lazy(() => import('./bulk-dialog.js').then((all) => ({ default: all.BulkDialog })));

/** Where in the address the job stands that is looked at. */
const PLACE = 'bulk';

/** Tasks of the desk that are chosen by their boxes, as long as they are on it. */
export function useChosen(shown: readonly Task[], mayAct: boolean) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const { data: outcomes } = useBulkOutcomes(mayAct);
  const isForMany = ({ kind }: Task) => (outcomes?.get(kind)?.length ?? 0) > 0;
  const chosen = shown.filter(({ id }) => ids.includes(id));
  return { chosen, choose: setIds, isForMany, offers: mayAct && shown.some(isForMany), outcomes };
}
export type ChosenTasks = ReturnType<typeof useChosen>;

/** What is done with the chosen ones, and the job that is under way. */
export function BulkDesk({
  chosenTasks,
  shown,
  isMore,
  filter,
  at,
}: Readonly<{
  chosenTasks: ChosenTasks;
  shown: readonly Task[];
  /** There are more on the desk than are shown. */ isMore: boolean;
  filter: Readonly<{ township?: string; band?: string }>;
  /** The address of a task. */ at: (task: string) => To;
}>) {
  const [search, setSearch] = useSearchParams();
  const [asked, setAsked] = useState<Readonly<{ chosen: Chosen; kind: string }>>();
  const { choose, outcomes } = chosenTasks;
  const user = useSession().data?.person.user ?? '';
  const { workName } = useNames();
  const job = search.get(PLACE) ?? keptJob(sessionStorage, user);
  const goTo = (id: string | undefined) => {
    keepJob(sessionStorage, user, id);
    const next = new URLSearchParams(search);
    if (id === undefined) next.delete(PLACE);
    else next.set(PLACE, id);
    setSearch(next);
  };
  return (
    <Suspense fallback={null}>
      {job !== null && (
        <BulkCard
          key={job}
          id={job}
          at={at}
          onClose={() => goTo(undefined)}
          onAgain={(refused) => {
            const kind = kindOf(
              refused.flatMap((one) => (one.kind === undefined ? [] : [{ kind: one.kind }])),
            );
            if (kind) setAsked({ kind, chosen: { tasks: refused.map(({ task }) => task) } });
          }}
        />
      )}
      {chosenTasks.offers && (
        <Choosing chosenTasks={chosenTasks} shown={shown} isMore={isMore} filter={filter} onAsk={setAsked} />
      )}
      {asked && (outcomes?.get(asked.kind)?.length ?? 0) > 0 && (
        <BulkDialog
          work={workName(asked.kind)}
          chosen={asked.chosen}
          outcomes={outcomes!.get(asked.kind)!}
          onCancel={() => setAsked(undefined)}
          onStarted={(id) => {
            setAsked(undefined);
            choose([]);
            goTo(id);
          }}
        />
      )}
    </Suspense>
  );
}

function Choosing({
  chosenTasks: { chosen, choose, isForMany },
  shown,
  isMore,
  filter,
  onAsk,
}: Readonly<{
  chosenTasks: ChosenTasks;
  shown: readonly Task[];
  isMore: boolean;
  filter: Readonly<{ township?: string; band?: string }>;
  onAsk: (asked: Readonly<{ chosen: Chosen; kind: string }>) => void;
}>) {
  const { t } = useTranslation();
  const able = shown.filter(isForMany);
  const kind = kindOf(chosen);
  // All of one kind: the server finds them by the filter, also those that this page does not show.
  const all = kindOf(able);
  return (
    <Space wrap style={{ marginBottom: 8 }}>
      {chosen.length > 0 && (
        <Button
          type="primary"
          disabled={kind === undefined}
          onClick={() => kind && onAsk({ kind, chosen: { tasks: chosen.map(({ id }) => id) } })}
        >
          {t('bulk.chosen', { count: chosen.length })}
        </Button>
      )}
      {all && (
        <Button onClick={() => onAsk({ kind: all, chosen: { filter: { kind: all, ...filter } } })}>
          {t(isMore ? 'bulk.all-more' : 'bulk.all', { count: able.length })}
        </Button>
      )}
      {chosen.length > 0 && <Button onClick={() => choose([])}>{t('bulk.none')}</Button>}
      {chosen.length > 0 && kind === undefined && (
        <Typography.Text type="secondary">{t('bulk.kinds')}</Typography.Text>
      )}
    </Space>
  );
}
