import { Button, Card } from 'antd';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { BulkDesk, useChosen } from '../bulk/bulk-desk.js';
import { useMay } from '../entry/queries.js';
import { useOwnTasks } from '../task/own-tasks.js';
import { Failed, Loading, LoadingPage } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { Chips } from './chips.js';
import { filtered, toggled, viewOf } from './filters.js';
import { Numbers, bandsOf } from './numbers.js';
import { TaskList } from './task-list.js';
import { useListKeys } from './use-list-keys.js';
import { Views } from './views.js';

/** Its forms are much to load, and whoever comes to the desk sees the list first. */
const TaskPanel = lazy(() => import('../task/task-panel.js').then((all) => ({ default: all.TaskPanel })));

/** Three numbers, the tasks behind them by the time that is left, and the one that is being done. */
export function Desk() {
  const { t } = useTranslation();
  const { task } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const tasks = useOwnTasks();
  const mayAct = useMay('task.claim');
  useListKeys();
  const band = search.get('show') ?? 'all';
  const chosen = filtered(tasks.data?.items ?? [], search);
  const shown = bandsOf(chosen)[band as 'all'] ?? chosen;
  const boxes = useChosen(shown, mayAct);
  if (tasks.error && !tasks.data) return <Failed error={tasks.error} onAgain={() => void tasks.refetch()} />;
  if (!tasks.data) return <LoadingPage />;
  const { items, next, watches } = tasks.data;
  const isNarrowed = viewOf(search) !== '';
  const at = (id: string) => ({ pathname: `/desk/${encodeURIComponent(id)}`, search: search.toString() });
  return (
    <>
      <PageTitle title={t('frame.to./desk')}>
        <Views of="desk-views" title={t('views.title')} keptOf={viewOf} />
        {isNarrowed && <Button onClick={() => setSearch({})}>{t('desk.clear')}</Button>}
      </PageTitle>
      <Numbers
        items={chosen}
        watches={watches}
        isMore={next !== null}
        chosen={band}
        onChoose={(show) => setSearch(toggled(search, 'show', show === 'all' ? band : show))}
      />
      <Chips items={bandsOf(items)[band as 'all'] ?? items} />
      <BulkDesk
        chosenTasks={boxes}
        shown={shown}
        isMore={next !== null}
        filter={filterOf(search.get('township'), band)}
        at={at}
      />
      <div className={task ? 'split' : undefined}>
        <TaskList
          items={shown}
          boxes={boxes}
          isNarrowed={isNarrowed}
          chosen={task}
          at={at}
          onChoose={(id) => void navigate(at(id))}
        />
        {task && (
          <Card size="small" styles={{ body: { padding: 16 } }}>
            <Suspense fallback={<Loading />}>
              <TaskPanel
                key={task}
                id={task}
                onDone={() => void navigate({ pathname: '/desk', search: search.toString() })}
              />
            </Suspense>
          </Card>
        )}
      </div>
    </>
  );
}

/** What the desk is filtered by, as the server finds the same tasks; the kind is that of the work itself. */
const filterOf = (township: string | null, band: string) => ({
  ...(township ? { township } : {}),
  ...(band === 'near' || band === 'overdue' ? { band } : {}),
});
