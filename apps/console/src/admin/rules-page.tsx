import { Card, Input, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useTerms } from '../api/queries.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { useOne } from './asking.js';
import { amountOf, changesBetween, districtRowsIn, rowsOn, titleOf, unconfirmedOf } from './compare.js';
import type { Beside, Row, RowChange, RuleRow } from './compare.js';
import { AdminPage, AdminTable } from './parts.js';

type Version = Readonly<{
  ref: string;
  title: string;
  validFrom: string;
  validTo?: string;
  source: string;
  adoption?: Readonly<{ by: string; on: string; documentNo: string }>;
}>;
type Side = Readonly<{ ref: string; day: string }>;

const RULES = '/api/v1/rules';

/** The versions of the rules, what the one changes in the other, and which of their rows nobody confirmed. */
export default function RulesPage() {
  const { t } = useTranslation();
  const { data: versions, error, refetch } = useOne<{ items: readonly Version[] }>(RULES);
  const { data: terms } = useTerms();
  const [search, setSearch] = useSearchParams();
  if (!versions || !terms)
    return error ? <Failed error={error} onAgain={() => void refetch()} /> : <LoadingPage />;
  const items = [...versions.items].sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const [newest, before] = [items[0]!, items[1] ?? items[0]!];
  const at = (name: string, otherwise: string) => search.get(name) ?? otherwise;
  const put = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next, { replace: true });
  };
  const today = terms.day;
  const later = newest.validFrom > today ? newest.validFrom : today;
  const one = { ref: at('before', before.ref), day: at('before-day', today) };
  const other = { ref: at('after', newest.ref), day: at('after-day', later) };
  return (
    <AdminPage title={t('law.title')}>
      <Versions items={items} />
      <Card size="small" title={<h2>{t('law.compare')}</h2>}>
        <Choose name="before" side={one} items={items} onChange={put} />
        <Choose name="after" side={other} items={items} onChange={put} />
        <Compared one={one} other={other} />
      </Card>
      <Districts side={other} />
      <Unconfirmed side={other} />
    </AdminPage>
  );
}

function Versions({ items }: Readonly<{ items: readonly Version[] }>) {
  const { t } = useTranslation();
  return (
    <AdminTable<Version>
      rowKey="ref"
      dataSource={items}
      columns={[
        { title: t('law.version'), dataIndex: 'ref' },
        { title: t('law.name'), dataIndex: 'title' },
        {
          title: t('law.valid'),
          render: (_, { validFrom, validTo }) => `${validFrom} – ${validTo ?? ''}`,
        },
        {
          title: t('law.adopted'),
          render: (_, { adoption }) =>
            adoption
              ? `${adoption.documentNo} · ${adoption.by} · ${adoption.on.slice(0, 10)}`
              : t('law.installed'),
        },
        { title: t('law.source'), dataIndex: 'source' },
      ]}
    />
  );
}

type Choosing = Readonly<{
  name: 'before' | 'after';
  side: Side;
  items: readonly Version[];
  onChange: (name: string, value: string) => void;
}>;

function Choose({ name, side, items, onChange }: Choosing) {
  const { t } = useTranslation();
  return (
    <div className="admin-line" role="group" aria-label={t(`law.${name}`)}>
      <span>{t(`law.${name}`)}</span>
      <Select
        aria-label={t(`law.${name}-version`)}
        value={side.ref}
        onChange={(ref) => onChange(name, ref)}
        options={items.map(({ ref }) => ({ value: ref, label: ref }))}
      />
      <Input
        type="date"
        className="admin-word"
        aria-label={t(`law.${name}-day`)}
        value={side.day}
        onChange={({ target }) => target.value && onChange(`${name}-day`, target.value)}
      />
    </div>
  );
}

const useRules = ({ ref }: Side) => useOne<Row>(`${RULES}/${encodeURIComponent(ref)}`);

function Compared({ one, other }: Readonly<{ one: Side; other: Side }>) {
  const { t } = useTranslation();
  const [was, is] = [useRules(one), useRules(other)];
  const error = was.error ?? is.error;
  if (error) return <Failed error={error} onAgain={() => void Promise.all([was.refetch(), is.refetch()])} />;
  if (!was.data || !is.data) return null;
  const changes = changesBetween(rowsOn(was.data, one.day), rowsOn(is.data, other.day));
  return (
    <>
      <p role="status">{t('law.changes', { count: changes.length })}</p>
      {changes.length > 0 && (
        <AdminTable<RowChange>
          rowKey={({ list, name }) => `${list} ${name}`}
          dataSource={changes}
          columns={[
            { title: t('law.list'), dataIndex: 'list' },
            {
              title: t('law.row'),
              render: (_, { name, title }) => (
                <>
                  {title} <span className="secondary">{name}</span>
                </>
              ),
            },
            { title: t('law.what'), render: (_, { what }) => <Tag>{t(`law.${what}`)}</Tag> },
            {
              title: t('law.fields'),
              render: (_, { fields }) =>
                fields.map(({ field, before, after }) => (
                  <div key={field}>
                    <span className="secondary">{field}</span>{' '}
                    {before !== undefined && <del className="admin-was">{before}</del>}{' '}
                    {after !== undefined && <ins>{after}</ins>}
                  </div>
                )),
            },
          ]}
        />
      )}
    </>
  );
}

/** Where districts have rules of their own: theirs, which stand there, beside the city's. */
function Districts({ side }: Readonly<{ side: Side }>) {
  const { t } = useTranslation();
  const { data } = useRules(side);
  if (!data) return null;
  const rows = districtRowsIn(rowsOn(data, side.day));
  return (
    <Card size="small" title={<h2>{t('law.districts', { count: rows.length, ref: side.ref })}</h2>}>
      <p className="secondary">{t('law.districts-what')}</p>
      <AdminTable<Beside>
        rowKey={({ key, district }) => `${key} ${district}`}
        dataSource={rows}
        locale={{ emptyText: <Nothing why={t('law.no-districts')} /> }}
        columns={[
          {
            title: t('law.row'),
            render: (_, { key, own }) => (
              <>
                {titleOf(own)} <span className="secondary">{key}</span>
              </>
            ),
          },
          { title: t('law.district'), dataIndex: 'district' },
          { title: t('law.own'), render: (_, { own }) => <strong>{amountOf(own)}</strong> },
          { title: t('law.city'), render: (_, { city }) => (city ? amountOf(city) : '') },
          {
            title: t('law.source'),
            render: (_, { own }) => (typeof own.source === 'string' ? own.source : ''),
          },
        ]}
      />
    </Card>
  );
}

function Unconfirmed({ side }: Readonly<{ side: Side }>) {
  const { t } = useTranslation();
  const { data } = useRules(side);
  if (!data) return null;
  const rows = unconfirmedOf(rowsOn(data, side.day));
  return (
    <Card size="small" title={<h2>{t('law.unconfirmed', { count: rows.length, ref: side.ref })}</h2>}>
      <p className="secondary">{t('law.unconfirmed-what')}</p>
      <AdminTable<RuleRow>
        rowKey={({ list, name }) => `${list} ${name}`}
        dataSource={rows}
        locale={{ emptyText: <Nothing why={t('law.all-confirmed')} /> }}
        columns={[
          { title: t('law.list'), dataIndex: 'list' },
          {
            title: t('law.row'),
            render: (_, { name, row }) => (
              <>
                {titleOf(row)} <span className="secondary">{name}</span>
              </>
            ),
          },
          {
            title: t('law.source'),
            render: (_, { row }) => (typeof row.source === 'string' ? row.source : ''),
          },
        ]}
      />
    </Card>
  );
}
