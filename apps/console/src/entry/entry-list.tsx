import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ask } from '../api/client.js';
import { queryOf, useProcedure, useTerms } from '../api/queries.js';
import type { Entry, Page } from '../api/types.js';
import { useLookAgain } from '../live/state.js';
import { yuan } from '../kit/amounts.js';
import { Money } from '../kit/money.js';
import { useNames } from '../kit/names.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { csvOf, saveFile } from './csv.js';
import { FILTERS, filtersOf, isEntryId, matches } from './search.js';
import { partsOfCase } from './steps.js';
import './entry.css';

/** Rows of one answer; more come when somebody asks for them. */
const PAGE_ROWS = 100;

function useEntries(filters: Readonly<Record<string, string>>) {
  return useInfiniteQuery({
    queryKey: ['entries', filters],
    queryFn: async ({ pageParam, signal }) => {
      const query = queryOf({ ...filters, limit: PAGE_ROWS, after: pageParam });
      return (await ask<Page<Entry>>(`/api/v1/entries?${query}`, { signal })).body;
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: useLookAgain(),
  });
}

/** All cases that one may see, by what the address says. */
export default function EntryList() {
  const { t } = useTranslation();
  const { stateName, placeName } = useNames();
  const { data: parts } = useProcedure();
  const [search, setSearch] = useSearchParams();
  const entries = useEntries(filtersOf(search));
  if (entries.isPending) return <LoadingPage />;
  if (!entries.data) return <Failed error={entries.error} onAgain={() => void entries.refetch()} />;
  const loaded = entries.data.pages.flatMap(({ items }) => items);
  const text = search.get('q') ?? '';
  const shown = loaded.filter((entry) => matches(entry, text));
  const partName = (code: string) => parts?.find(({ part }) => part === code)?.zh ?? code;
  const save = () =>
    saveFile(
      `${t('cases.title')}.csv`,
      csvOf(
        COLUMNS.map((column) => t(`cases.${column}`)),
        shown.map((entry) => [
          entry.subject.entry,
          entry.subject.parcel,
          placeName(entry.subject.township),
          entry.village,
          partName(entry.stage),
          stateName(entry.state),
          entry.deal.use.name,
          entry.deal.areaM2,
          entry.priceFen === undefined ? '' : yuan(entry.priceFen),
          entry.changedOn,
        ]),
      ),
      'text/csv;charset=utf-8',
    );
  return (
    <div className="case">
      <title>{`${t('cases.title')} · ${t('product')}`}</title>
      <h1 className="list-title">{t('cases.title')}</h1>
      <Filters search={search} onSearch={setSearch} />
      <div className="timeline-tools">
        <span role="status" className="secondary">
          {t(entries.hasNextPage ? 'cases.count-of' : 'cases.count', {
            shown: shown.length,
            loaded: loaded.length,
          })}
        </span>
        <Button onClick={save} disabled={shown.length === 0}>
          {t('cases.export')}
        </Button>
      </div>
      <Table<Entry>
        size="small"
        rowKey={({ subject }) => subject.entry}
        dataSource={shown}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText: (
            <Nothing why={t('cases.nothing')}>
              {search.size > 0 && <Button onClick={() => setSearch({})}>{t('cases.clear')}</Button>}
            </Nothing>
          ),
        }}
        columns={[
          {
            title: t('cases.parcel'),
            render: (_, { subject, village }) => (
              <>
                <Link to={`/entries/${encodeURIComponent(subject.entry)}`}>{subject.parcel}</Link>
                <div className="secondary">
                  {placeName(subject.township)} · {village}
                </div>
              </>
            ),
          },
          {
            title: t('cases.state'),
            render: (_, { stage, state, status }) => (
              <>
                <Tag color={status === 'running' ? 'blue' : 'default'}>{stateName(state)}</Tag>
                <div className="secondary">{partName(stage)}</div>
              </>
            ),
          },
          { title: t('cases.use'), render: (_, { deal }) => deal.use.name },
          {
            title: t('cases.area'),
            align: 'end',
            render: (_, { deal }) => <span className="money">{deal.areaM2}</span>,
          },
          {
            title: t('cases.price'),
            align: 'end',
            render: (_, { priceFen }) => (priceFen === undefined ? '—' : <Money fen={priceFen} />),
          },
          {
            title: t('cases.changed'),
            render: (_, { changedOn }) => <span className="money">{changedOn}</span>,
          },
        ]}
      />
      {entries.hasNextPage && (
        <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </div>
  );
}

const COLUMNS = [
  'entry',
  'parcel',
  'township',
  'village',
  'stage',
  'state',
  'use',
  'area',
  'price-yuan',
  'changed',
] as const;

function Filters({
  search,
  onSearch,
}: Readonly<{ search: URLSearchParams; onSearch: (next: URLSearchParams) => void }>) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const { data: parts } = useProcedure();
  const navigate = useNavigate();
  const set = (key: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(key, value);
    else next.delete(key);
    onSearch(next);
  };
  const options = {
    status: terms?.statuses ?? [],
    stage: partsOfCase(parts ?? []).map(({ part, zh }) => ({ code: part, name: zh })),
    state: terms?.states ?? [],
    township: terms?.townships ?? [],
  };
  return (
    <search className="timeline-tools">
      <Input.Search
        key={search.get('q') ?? ''}
        aria-label={t('cases.search')}
        placeholder={t('cases.search')}
        defaultValue={search.get('q') ?? ''}
        allowClear
        maxLength={64}
        style={{ width: 320, maxWidth: '100%' }}
        onSearch={(typed) =>
          isEntryId(typed)
            ? void navigate(`/entries/${encodeURIComponent(typed.trim())}`)
            : set('q', typed.trim())
        }
      />
      {FILTERS.map((filter) => (
        <Select
          key={filter}
          aria-label={t(`cases.${filter}`)}
          value={search.get(filter) ?? ''}
          style={{ minWidth: 140 }}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(value) => set(filter, value)}
          options={[
            { value: '', label: t(`cases.any-${filter}`) },
            ...options[filter].map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      ))}
    </search>
  );
}
