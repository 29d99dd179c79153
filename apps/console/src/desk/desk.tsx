import { Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useOwnTasks } from '../task/own-tasks.js';
import { TaskPanel } from '../task/task-panel.js';
import { Failed, LoadingPage } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { Chips } from './chips.js';
import { filtered, toggled, viewOf } from './filters.js';
import { Numbers, bandsOf } from './numbers.js';
import { TaskList } from './task-list.js';
import { useListKeys } from './use-list-keys.js';
import { Views } from './views.js';

/** Three numbers, the tasks behind them by the time that is left, and the one that is being done. */
export function Desk() {
  const { t } = useTranslation();
  const { task } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const tasks = useOwnTasks();
  useListKeys();
  if (tasks.error && !tasks.data) return <Failed error={tasks.error} onAgain={() => void tasks.refetch()} />;
  if (!tasks.data) return <LoadingPage />;
  const { items, next, watches } = tasks.data;
  const band = search.get('show') ?? 'all';
  const chosen = filtered(items, search);
  const shown = bandsOf(chosen)[band as 'all'] ?? chosen;
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
      <div className={task ? 'split' : undefined}>
        <TaskList
          items={shown}
          isNarrowed={isNarrowed}
          chosen={task}
          at={at}
          onChoose={(id) => void navigate(at(id))}
        />
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
