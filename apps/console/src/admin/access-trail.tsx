import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ask } from '../api/client.js';
import { queryOf } from '../api/queries.js';
import type { Page } from '../api/types.js';
import { csvOf, saveFile } from '../entry/csv.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, Loading, Nothing } from '../kit/states.js';
import { when } from './asking.js';
import { AdminTable } from './parts.js';

type Entry = Readonly<{ id: string; at: string; by: string; what: string; whom: string; details: object }>;
type Filters = Readonly<Record<string, string>>;

/** As the API names them. */
const WHAT = [
  'account.created',
  'account.changed',
  'account.disabled',
  'account.enabled',
  'password.reset',
  'password.changed',
  'key.issued',
  'key.revoked',
  'key.new-place',
  'token.issued',
  'token.refused',
  'delivery.redelivered',
  'paper.taken-away',
  'statistics.taken-away',
  'list.taken-away',
  'rents.taken-away',
  'calendar.issued',
  'calendar.revoked',
  'receipts.booked',
  'second-factor.set',
  'second-factor.reset',
  'official-paper.taken-away',
  'case-file.taken-away',
  'objection.contact-read',
] as const;
const FILTERS = ['by', 'what', 'whom', 'from', 'to'] as const;
/** Rows of one answer on the screen, and in a file at most. */
const PAGE_ROWS = 100;
const ASKED_ROWS = 500;
const EXPORT_ROWS_MAX = 50_000;

const pageOf = async (filters: Filters, limit: number, after?: string, signal?: AbortSignal) =>
  (await ask<Page<Entry>>(`/api/v1/access-audit?${queryOf({ ...filters, limit, after })}`, { signal })).body;

/** All that the filters find, as far as a file goes. */
async function everything(filters: Filters): Promise<readonly Entry[]> {
  const rows: Entry[] = [];
  let after: string | undefined;
  do {
    const page = await pageOf(filters, ASKED_ROWS, after);
    rows.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined && rows.length < EXPORT_ROWS_MAX);
  return rows;
}

export function AccessTrail() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(FILTERS.map((name) => [name, search.get(name) ?? '']));
  const found = useInfiniteQuery({
    queryKey: ['admin', 'access-audit', filters],
    queryFn: ({ pageParam, signal }) => pageOf(filters, PAGE_ROWS, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const whatName = (what: string) => t(`trail.what.${what}`, what);
  const save = useMutation({
    mutationFn: () => everything(filters),
    onSuccess: (rows) =>
      saveFile(
        `${t('trail.access')}.csv`,
        csvOf(
          ['at', 'by', 'what', 'whom', 'details'].map((column) => t(`trail.${column}`)),
          rows.map(({ at, by, what, whom, details }) => [
            when(at),
            by,
            whatName(what),
            whom,
            JSON.stringify(details),
          ]),
        ),
        'text/csv;charset=utf-8',
      ),
  });
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <search className="admin-line">
        {(['by', 'whom'] as const).map((name) => (
          <Input.Search
            key={`${name} ${filters[name]}`}
            className="admin-word"
            aria-label={t(`trail.${name}`)}
            placeholder={t(`trail.${name}`)}
            defaultValue={filters[name]}
            allowClear
            maxLength={64}
            onSearch={(typed) => set(name, typed.trim())}
          />
        ))}
        <Select
          aria-label={t('trail.what')}
          value={filters.what}
          onChange={(value) => set('what', value)}
          options={[
            { value: '', label: t('trail.anything') },
            ...WHAT.map((what) => ({ value: what, label: whatName(what) })),
          ]}
        />
        {(['from', 'to'] as const).map((name) => (
          <Input
            key={name}
            type="date"
            className="admin-word"
            aria-label={t(`trail.${name}`)}
            value={filters[name]}
            onChange={({ target }) => set(name, target.value)}
          />
        ))}
        <Button loading={save.isPending} disabled={rows.length === 0} onClick={() => save.mutate()}>
          {t('trail.export')}
        </Button>
      </search>
      {save.error && <ProblemAlert error={save.error} />}
      {found.error && <Failed error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data && (
        <>
          <p role="status" className="secondary">
            {t(found.hasNextPage ? 'trail.count-more' : 'trail.count', { count: rows.length })}
          </p>
          <AdminTable<Entry>
            rowKey="id"
            dataSource={rows}
            locale={{ emptyText: <Nothing why={t('trail.nothing')} /> }}
            columns={[
              { title: t('trail.at'), render: (_, { at }) => <span className="money">{when(at)}</span> },
              { title: t('trail.by'), dataIndex: 'by' },
              { title: t('trail.what'), render: (_, { what }) => whatName(what) },
              { title: t('trail.whom'), dataIndex: 'whom' },
              { title: t('trail.details'), render: (_, { details }) => <Details of={details} /> },
            ]}
          />
          {found.hasNextPage && (
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('trail.more')}
            </Button>
          )}
        </>
      )}
    </>
  );
}

function Details({ of }: Readonly<{ of: object }>) {
  const { t } = useTranslation();
  if (Object.keys(of).length === 0) return null;
  return (
    <details>
      <summary>{t('trail.show')}</summary>
      <pre>{JSON.stringify(of, null, 2)}</pre>
    </details>
  );
}
