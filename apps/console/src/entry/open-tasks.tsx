import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Task } from '../api/types.js';
import { Countdown } from '../kit/countdown.js';
import { useNames } from '../kit/names.js';
import { Nothing } from '../kit/states.js';

/** The work of the case that waits for somebody, with the way to where it is done. */
export function OpenTasks({ tasks, isRunning }: Readonly<{ tasks: readonly Task[]; isRunning: boolean }>) {
  const { t } = useTranslation();
  const { workName, officeName } = useNames();
  return (
    <Card size="small" title={<h2 className="section">{t('case.tasks')}</h2>}>
      {tasks.length === 0 ? (
        <Nothing why={t(isRunning ? 'case.no-tasks' : 'case.no-tasks-ended')} />
      ) : (
        <ul className="plain-list">
          {tasks.map((task) => (
            <li key={task.id} className="task-line">
              <Link to={`/desk/${encodeURIComponent(task.id)}`}>{workName(task.kind)}</Link>
              <Countdown left={task.countdown} dueOn={task.dueOn} />
              <span className="secondary">
                {task.assigneeName ?? task.assignee ?? t('task.nobody', { office: officeName(task.office) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
