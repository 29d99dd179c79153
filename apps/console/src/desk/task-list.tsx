import { Table } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { To } from 'react-router';
import type { Task } from '../api/types.js';
import type { ChosenTasks } from '../bulk/bulk-desk.js';
import { Countdown } from '../kit/countdown.js';
import { useNames } from '../kit/names.js';
import { Nothing } from '../kit/states.js';
import { ROW_LINK } from './use-list-keys.js';

const PAGE_ROWS = 20;

/** Tasks by the time that is left. */
export function TaskList({
  items,
  isNarrowed,
  chosen,
  at,
  onChoose,
  boxes,
}: Readonly<{
  items: readonly Task[];
  /** Whether filters may be why there is nothing. */
  isNarrowed: boolean;
  chosen: string | undefined;
  /** The address of a task. */
  at: (id: string) => To;
  onChoose: (id: string) => void;
  /** Boxes before the rows, where many may be decided at once. */
  boxes?: ChosenTasks;
}>) {
  const { t } = useTranslation();
  const { workName, placeName, officeName } = useNames();
  return (
    <Table<Task>
      size="small"
      rowKey="id"
      dataSource={items}
      pagination={{ pageSize: PAGE_ROWS, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <Nothing why={t(isNarrowed ? 'desk.nothing-so' : 'desk.nothing')} /> }}
      scroll={{ x: 'max-content' }}
      {...(boxes?.offers ? { rowSelection: rowBoxes(boxes, t) } : {})}
      rowClassName={({ id }) => (id === chosen ? 'ant-table-row-selected' : '')}
      onRow={({ id }) => ({ onClick: () => onChoose(id), style: { cursor: 'pointer' } })}
      columns={[
        {
          title: t('task.what'),
          render: (_, { id, kind, subject }) => (
            <>
              <Link to={at(id)} {...{ [ROW_LINK]: id }} onClick={(event) => event.stopPropagation()}>
                {workName(kind)}
              </Link>
              <div style={{ opacity: 0.75, fontSize: '0.9em' }}>
                {placeName(subject.township)} · {subject.parcel}
              </div>
            </>
          ),
        },
        {
          title: t('task.left'),
          render: (_, { countdown, dueOn }) => <Countdown left={countdown} dueOn={dueOn} />,
        },
        {
          title: t('task.whose'),
          render: (_, { assignee, assigneeName, office }) =>
            assigneeName ?? assignee ?? t('task.nobody', { office: officeName(office) }),
        },
      ]}
    />
  );
}

const rowBoxes = ({ chosen, choose, isForMany }: ChosenTasks, t: TFunction) => ({
  selectedRowKeys: chosen.map(({ id }) => id),
  onChange: (keys: readonly unknown[]) => choose(keys.map(String)),
  hideSelectAll: true,
  columnTitle: t('bulk.choose'),
  getCheckboxProps: (task: Task) => ({
    disabled: !isForMany(task),
    'aria-label': t('bulk.choose-one', { parcel: task.subject.parcel }),
  }),
});
