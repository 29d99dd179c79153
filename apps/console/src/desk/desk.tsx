import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { TaskPanel } from '../task/task-panel.js';
import { useTasks } from '../api/queries.js';
import { Failed, Loading } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { Numbers, bandsOf } from './numbers.js';
import { TaskList } from './task-list.js';

/** So many of somebody's tasks are shown and counted at once; where there are more, the numbers say so. */
const TASKS_MAX = 200;

/** Three numbers, the tasks behind them by the time that is left, and the one that is being done. */
export function Desk() {
  const { t } = useTranslation();
  const { task } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const tasks = useTasks({ limit: TASKS_MAX, kind: search.get('kind') ?? undefined });
  if (tasks.isPending) return <Loading />;
  if (!tasks.data) return <Failed error={tasks.error} onAgain={() => void tasks.refetch()} />;
  const { items, next } = tasks.data;
  const band = search.get('show') ?? 'all';
  const shown = bandsOf(items)[band as 'all'] ?? items;
  const at = (id: string) => ({ pathname: `/desk/${encodeURIComponent(id)}`, search: search.toString() });
  return (
    <>
      <PageTitle title={t('frame.to./desk')} />
      <Numbers
        items={items}
        isMore={next !== null}
        chosen={band}
        onChoose={(show) => setSearch(show === 'all' ? {} : { show })}
      />
      <div className={task ? 'split' : undefined}>
        <TaskList items={shown} chosen={task} onChoose={(id) => void navigate(at(id))} />
        {task && (
          <Card size="small" styles={{ body: { padding: 16 } }}>
            <TaskPanel
              key={task}
              id={task}
              onDone={() => void navigate({ pathname: '/desk', search: search.toString() })}
            />
          </Card>
        )}
      </div>
    </>
  );
}
