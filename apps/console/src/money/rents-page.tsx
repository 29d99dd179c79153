import { Button, Table } from 'antd';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { filtersIn } from '../api/paged.js';
import { useSession, useTerms } from '../api/queries.js';
import { Views } from '../desk/views.js';
import '../entry/entry.css';
import { useMay } from '../entry/queries.js';
import { ListFilters } from '../kit/list-filters.js';
import { Money } from '../kit/money.js';
import { useNames } from '../kit/names.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { Explained } from './explained.js';
import './money.css';
import { DueDay, StateTag } from './money-page.js';
import { RENT_FILTERS, RENT_STATES, rentsFile, useRents, viewOfRents } from './rents.js';
import type { Rent, RentsOfYear } from './rents.js';
import { RentSums, RentYears } from './rent-sums.js';

/** Rents by the year in which they fall due: the list and its sums, by what the address says. */
export default function RentsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const columns = useColumns();
  const filters = filtersIn(search, RENT_FILTERS);
  const rents = useRents(filters);
  const mayExport = useMay('money.export');
  if (rents.isPending) return <LoadingPage />;
  if (!rents.data) return <Failed error={rents.error} onAgain={() => void rents.refetch()} />;
  const rows = rents.data.pages.flatMap(({ items }) => items);
  const { totals, years, asOf } = rents.data.pages[0]!;
  return (
    <div className="case">
      <PageTitle title={t('rents.title')}>
        <Link to="/money">{t('money.to-list')}</Link>
      </PageTitle>
      <Filters search={search} onSearch={setSearch} years={years} />
      <div className="timeline-tools">
        <Views of="rent-views" title={t('rents.views')} keptOf={viewOfRents} />
        {mayExport && (
          <Button href={rentsFile(filters)} download disabled={rows.length === 0}>
            {t('cases.export')}
          </Button>
        )}
      </div>
      <RentSums totals={totals} asOf={asOf} />
      {years.length > 1 && <RentYears years={years} />}
      <Table<Rent>
        size="small"
        rowKey={({ entry, no }) => `${entry} ${no}`}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText: (
            <Nothing why={t('rents.nothing')}>
              {search.size > 0 && <Button onClick={() => setSearch({})}>{t('cases.clear')}</Button>}
            </Nothing>
          ),
        }}
        columns={columns}
      />
      {rents.hasNextPage && (
        <Button loading={rents.isFetchingNextPage} onClick={() => void rents.fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </div>
  );
}

function useColumns(): NonNullable<TableProps<Rent>['columns']> {
  const { t } = useTranslation();
  const { placeName } = useNames();
  const sums = (['owedFen', 'paidFen', 'unpaidFen'] as const).map((sum) => ({
    title: t(`money.${sum}`),
    key: sum,
    align: 'end' as const,
    render: (_: unknown, row: Rent) => <Money fen={row[sum]} />,
  }));
  return [
    { title: t('money.dueOn'), key: 'due', render: (_, row) => <DueDay {...row} /> },
    {
      title: t('money.entry'),
      key: 'entry',
      render: (_, { entry }) => <Link to={`/entries/${entry}`}>{entry}</Link>,
    },
    {
      title: t('money.place'),
      key: 'place',
      render: (_, { township, village }) => `${placeName(township)} ${village}`,
    },
    { title: t('rents.tenant'), key: 'tenant', render: (_, { buyer }) => buyer ?? '—' },
    {
      title: t('rents.year-of'),
      key: 'year',
      render: (_, { entry, rentYear }) => (
        <Link to={`/money/${entry}#price`}>{t('rents.year', { year: rentYear })}</Link>
      ),
    },
    {
      title: t('money.no'),
      key: 'no',
      render: (_, { noticeNo, contractNo }) => noticeNo ?? contractNo ?? '—',
    },
    ...sums,
    { title: t('rents.interest'), key: 'interest', render: (_, row) => <Interest {...row} /> },
    { title: t('money.state'), key: 'state', render: (_, { state }) => <StateTag state={state} /> },
  ];
}

/** What the delay costs, and how that was computed. */
function Interest({ interest, interestFen }: Pick<Rent, 'interest' | 'interestFen'>) {
  if (!interest) return '—';
  return (
    <div className="receipt-why">
      <Money fen={interestFen} />
      <Explained of={interest} />
    </div>
  );
}

type Filtering = Readonly<{
  search: URLSearchParams;
  onSearch: (next: URLSearchParams) => void;
  years: readonly RentsOfYear[];
}>;

function Filters({ search, onSearch, years }: Filtering) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: terms } = useTerms();
  const isOfCity = session !== undefined && session.rights.district === undefined;
  const districts = (terms?.districts ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <ListFilters
      {...{ search, onSearch }}
      find={t('money.search')}
      choices={[
        {
          name: 'year',
          label: t('rents.by.year'),
          any: t('rents.any.year'),
          options: years.map(({ year }) => ({ value: String(year), label: t('rents.in', { year }) })),
        },
        {
          name: 'state',
          label: t('money.by.state'),
          any: t('money.any.state'),
          options: RENT_STATES.map((state) => ({ value: state, label: t(`money.state.${state}`) })),
        },
        ...(isOfCity
          ? [
              {
                name: 'district',
                label: t('money.by.district'),
                any: t('money.any.district'),
                options: districts,
              },
            ]
          : []),
        {
          name: 'township',
          label: t('money.by.township'),
          any: t('money.any.township'),
          options: (terms?.townships ?? []).map(({ code, name }) => ({ value: code, label: name })),
        },
      ]}
    />
  );
}
