import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { To } from 'react-router';
import type { Task } from '../api/types.js';
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
}: Readonly<{
  items: readonly Task[];
  /** Whether filters may be why there is nothing. */
  isNarrowed: boolean;
  chosen: string | undefined;
  /** The address of a task. */
  at: (id: string) => To;
  onChoose: (id: string) => void;
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
