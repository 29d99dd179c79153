import { Button, Input, Select, Table } from 'antd';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { usePaged } from '../api/paged.js';
import type { Filters } from '../api/paged.js';
import { useProcedure, useTerms } from '../api/queries.js';
import type { Entry, Page } from '../api/types.js';
import { Views } from '../desk/views.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { ColumnChoice, useColumns } from './entry-columns.js';
import { useMay } from './queries.js';
import { FILTERS, filePath, filtersOf, inOrder, isEntryId, matches, viewOfList } from './search.js';
import { partsOfCase } from './steps.js';
import './entry.css';

const useEntries = (filters: Filters) => usePaged<Page<Entry>>(['entries'], '/api/v1/entries', filters);

/** All cases that one may see, by what the address says. */
export default function EntryList() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const columns = useColumns(search);
  const mayExport = useMay('entry.export');
  const entries = useEntries(filtersOf(search));
  if (entries.isPending) return <LoadingPage />;
  if (!entries.data) return <Failed error={entries.error} onAgain={() => void entries.refetch()} />;
  const loaded = entries.data.pages.flatMap(({ items }) => items);
  const text = search.get('q') ?? '';
  const shown = loaded.filter((entry) => matches(entry, text));
  const sortBy: TableProps<Entry>['onChange'] = (_pages, _filters, sorter) => {
    const { columnKey, order } = Array.isArray(sorter) ? sorter[0]! : sorter;
    setSearch(inOrder(search, String(columnKey), order ? DIRECTIONS[order] : undefined));
  };
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
        <Views of="entry-views" title={t('cases.views')} keptOf={viewOfList} />
        <ColumnChoice search={search} onSearch={setSearch} />
        {mayExport && (
          <Button href={filePath(search)} download disabled={shown.length === 0}>
            {t('cases.export')}
          </Button>
        )}
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
        columns={columns}
        onChange={sortBy}
      />
      {entries.hasNextPage && (
        <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </div>
  );
}

const DIRECTIONS = { ascend: 'asc', descend: 'desc' } as const;

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
    form: terms?.forms ?? [],
    use: [...new Map((terms?.uses ?? []).map((use) => [use.code, use])).values()],
    overdue: [{ code: 'yes', name: t('cases.overdue-only') }],
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
