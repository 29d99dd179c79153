import { Button, Table } from 'antd';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { filtersIn } from '../api/paged.js';
import '../entry/entry.css';
import { useNames } from '../kit/names.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { DayState, DayWhy } from './day-rule.js';
import { Filters } from './filters.js';
import { DAYS, DAY_FILTERS, useTenureDays } from './queries.js';
import type { DayRow } from './queries.js';
import './registration.css';

/** The days of all rights that run, the earliest first, each with the rule that it was counted by. */
export default function TenureDaysPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const columns = useColumns();
  const found = useTenureDays(filtersIn(search, DAY_FILTERS));
  if (found.isPending) return <LoadingPage />;
  if (!found.data) return <Failed error={found.error} onAgain={() => void found.refetch()} />;
  const rows = found.data.pages.flatMap(({ items }) => items);
  const options = DAYS.map((what) => ({ value: what, label: t(`registration.day.${what}`) }));
  return (
    <div className="case">
      <PageTitle title={t('registration.days')}>
        <Link to="/registration">{t('registration.to-list')}</Link>
      </PageTitle>
      <Filters
        {...{ search, onSearch: setSearch }}
        first={{ name: 'what', label: t('registration.by.day'), any: t('registration.any.day'), options }}
      />
      <p role="status" className="secondary">
        {t(found.hasNextPage ? 'registration.shown-of' : 'registration.shown', { count: rows.length })}
      </p>
      <Table<DayRow>
        size="small"
        rowKey={({ subject, what }) => `${subject.entry} ${what}`}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Nothing why={t('registration.no-days')} /> }}
        columns={columns}
      />
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </div>
  );
}

function useColumns(): NonNullable<TableProps<DayRow>['columns']> {
  const { t } = useTranslation();
  const { placeName } = useNames();
  return [
    { title: t('registration.on'), key: 'on', render: (_, { on }) => <span className="money">{on}</span> },
    { title: t('registration.day'), key: 'what', render: (_, { what }) => t(`registration.day.${what}`) },
    { title: t('registration.state'), key: 'state', render: (_, day) => <DayState of={day} /> },
    {
      title: t('registration.entry'),
      key: 'entry',
      render: (_, { subject }) => <Link to={`/entries/${subject.entry}`}>{subject.entry}</Link>,
    },
    {
      title: t('registration.place'),
      key: 'place',
      render: (_, { subject, village }) => `${placeName(subject.township)} ${village}`,
    },
    { title: t('registration.holder'), key: 'holder', render: (_, { holder }) => holder },
    { title: t('registration.why'), key: 'why', render: (_, day) => <DayWhy of={day} /> },
  ];
}
