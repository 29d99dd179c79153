import { Button, Table, Tag } from 'antd';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { filtersIn } from '../api/paged.js';
import { useSession, useTerms } from '../api/queries.js';
import { ListFilters } from '../kit/list-filters.js';
import { Money } from '../kit/money.js';
import { useNames } from '../kit/names.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { Unconfirmed } from '../kit/unconfirmed.js';
import '../entry/entry.css';
import './money.css';
import { FILTERS, KINDS, STATES, SUMS, useMoney } from './queries.js';
import type { Account, State, Totals } from './queries.js';

/** What is owed and paid in a district: the list and its sums, by what the address says. */
export default function MoneyPage() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [search, setSearch] = useSearchParams();
  const columns = useColumns();
  const money = useMoney(filtersIn(search, FILTERS));
  if (money.isPending || !session) return <LoadingPage />;
  if (!money.data) return <Failed error={money.error} onAgain={() => void money.refetch()} />;
  const rows = money.data.pages.flatMap(({ items }) => items);
  const { totals, asOf } = money.data.pages[0]!;
  return (
    <div className="case">
      <PageTitle title={t('money.title')}>
        <Link to="/money/rents">{t('money.to-rents')}</Link>
        {session.may['receipt.match'] !== undefined && (
          <Link to="/money/receipts">
            <Button type="primary" tabIndex={-1}>
              {t('money.receipts')}
            </Button>
          </Link>
        )}
      </PageTitle>
      <Filters search={search} onSearch={setSearch} isOfCity={session.rights.district === undefined} />
      <Sums totals={totals} asOf={asOf} />
      <Table<Account>
        size="small"
        rowKey={({ entry, kind }) => `${entry} ${kind}`}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText: (
            <Nothing why={t('money.nothing')}>
              {search.size > 0 && <Button onClick={() => setSearch({})}>{t('cases.clear')}</Button>}
            </Nothing>
          ),
        }}
        columns={columns}
      />
      {money.hasNextPage && (
        <Button loading={money.isFetchingNextPage} onClick={() => void money.fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </div>
  );
}

/** Sums of all that the filters leave, whether it is on the page yet or not. */
function Sums({ totals, asOf }: Readonly<{ totals: Totals; asOf: string }>) {
  const { t } = useTranslation();
  return (
    <>
      <p role="status" className="secondary">
        {t('money.as-of', { day: asOf, count: totals.rows })}
      </p>
      <dl className="money-sums">
        {SUMS.map((sum) => (
          <div key={sum} data-sum={sum}>
            <dt>{t(`money.${sum}`)}</dt>
            <dd>
              <Money fen={totals[sum]} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Told by words, and by colour besides. */
export const StateTag = ({ state }: Readonly<{ state: State }>) => {
  const { t } = useTranslation();
  return <Tag className={`money-state money-${state}`}>{t(`money.state.${state}`)}</Tag>;
};

/** The last day, and for how long it has been over. */
export function DueDay({ dueOn, daysLate }: Pick<Account, 'dueOn' | 'daysLate'>) {
  const { t } = useTranslation();
  if (dueOn === undefined) return <>—</>;
  return (
    <>
      <span className="money">{dueOn ?? t('money.day-open')}</span>
      {daysLate !== undefined && <div className="money-late">{t('money.late', { days: daysLate })}</div>}
    </>
  );
}

function useColumns(): NonNullable<TableProps<Account>['columns']> {
  const { t } = useTranslation();
  const { placeName } = useNames();
  const sums = (['owedFen', 'paidFen', 'unpaidFen'] as const).map((sum) => ({
    title: t(`money.${sum}`),
    key: sum,
    align: 'end' as const,
    render: (_: unknown, row: Account) => <Money fen={row[sum]} />,
  }));
  return [
    {
      title: t('money.entry'),
      key: 'entry',
      render: (_, { entry, kind }) => <Link to={`/money/${entry}#${kind}`}>{entry}</Link>,
    },
    {
      title: t('money.place'),
      key: 'place',
      render: (_, { township, village }) => `${placeName(township)} ${village}`,
    },
    { title: t('money.kind'), key: 'kind', render: (_, { kind }) => t(`money.kind.${kind}`) },
    { title: t('money.no'), key: 'no', render: (_, { no }) => no ?? '—' },
    ...sums,
    { title: t('money.dueOn'), key: 'due', render: (_, row) => <DueDay {...row} /> },
    {
      title: t('money.state'),
      key: 'state',
      render: (_, { state, confirmed }) => (
        <>
          <StateTag state={state} />
          {confirmed === false && <Unconfirmed />}
        </>
      ),
    },
  ];
}

type Filtering = Readonly<{
  search: URLSearchParams;
  onSearch: (next: URLSearchParams) => void;
  isOfCity: boolean;
}>;

function Filters({ search, onSearch, isOfCity }: Filtering) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const options = {
    kind: KINDS.map((kind) => ({ value: kind, label: t(`money.kind.${kind}`) })),
    state: STATES.map((state) => ({ value: state, label: t(`money.state.${state}`) })),
    ...(isOfCity
      ? { district: (terms?.districts ?? []).map(({ code, name }) => ({ value: code, label: name })) }
      : {}),
    township: (terms?.townships ?? []).map(({ code, name }) => ({ value: code, label: name })),
  };
  return (
    <ListFilters
      {...{ search, onSearch }}
      find={t('money.search')}
      choices={(Object.keys(options) as (keyof typeof options)[]).map((name) => ({
        name,
        label: t(`money.by.${name}`),
        any: t(`money.any.${name}`),
        options: options[name] ?? [],
      }))}
    />
  );
}
