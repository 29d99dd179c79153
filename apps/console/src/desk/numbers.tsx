import { Card, Statistic } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Task } from '../api/types.js';

const isNear = ({ countdown }: Task) => countdown?.band === 'near' || countdown?.band === 'today';
const isOverdue = ({ countdown }: Task) => countdown?.band === 'overdue';
/** What came back to whoever prepared it. */
const isReturned = ({ kind }: Task) => kind === 'revise-scheme';

/** The tasks behind each number: the numbers are counted from these lists, so they cannot differ. */
export const bandsOf = (items: readonly Task[]) => ({
  all: items,
  near: items.filter(isNear),
  overdue: items.filter(isOverdue),
  returned: items.filter(isReturned),
});

export function Numbers({
  items,
  watches,
  isMore,
  chosen,
  onChoose,
}: Readonly<{
  items: readonly Task[];
  /** They are the tasks of others. */
  watches: boolean;
  isMore: boolean;
  chosen: string;
  onChoose: (band: string) => void;
}>) {
  const { t } = useTranslation();
  return (
    <div className="numbers" role="group" aria-label={t('desk.numbers')}>
      {Object.entries(bandsOf(items)).map(([band, tasks]) => (
        <Card
          key={band}
          size="small"
          hoverable
          role="button"
          tabIndex={0}
          aria-pressed={band === chosen}
          onClick={() => onChoose(band)}
          onKeyDown={({ key }) => key === 'Enter' && onChoose(band)}
          style={band === chosen ? { outline: '2px solid var(--ant-color-primary)' } : undefined}
        >
          <Statistic
            title={t(watches && band === 'all' ? 'desk.watched' : `desk.${band}`)}
            value={tasks.length}
            suffix={isMore ? '+' : undefined}
          />
        </Card>
      ))}
    </div>
  );
}
