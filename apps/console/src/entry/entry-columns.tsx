import { Button, Checkbox, Popover, Tag } from 'antd';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useProcedure, useTerms } from '../api/queries.js';
import type { Entry } from '../api/types.js';
import { Money } from '../kit/money.js';
import { useNames } from '../kit/names.js';
import { COLUMNS_KEY } from './search.js';

type Column = NonNullable<TableProps<Entry>['columns']>[number];

/** What may be shown, in the order in which it is; the server sorts by each under the same name. */
const COLUMNS = [
  ...['parcel', 'village', 'state', 'form', 'use', 'area'],
  ...['buyer', 'price', 'levy', 'submitted', 'changed'],
] as const;
const AT_FIRST: readonly string[] = ['parcel', 'village', 'state', 'use', 'area', 'price', 'changed'];
/** By it one opens a case. */
const ALWAYS = 'parcel';

/** Those that the address names, or the ones that everybody begins with. */
function chosenIn(search: URLSearchParams): readonly string[] {
  const named = search.get(COLUMNS_KEY)?.split(',');
  return named ? COLUMNS.filter((column) => column === ALWAYS || named.includes(column)) : AT_FIRST;
}

const fen = (amount: string | undefined) => (amount === undefined ? '—' : <Money fen={amount} />);
const figure = (text: string) => <span className="money">{text}</span>;

/** The columns of the list as the address chooses and orders them. */
export function useColumns(search: URLSearchParams): Column[] {
  const { t } = useTranslation();
  const { stateName, placeName } = useNames();
  const { data: parts } = useProcedure();
  const { data: terms } = useTerms();
  const partName = (code: string) => parts?.find(({ part }) => part === code)?.zh ?? code;
  const formName = (code: string) => terms?.forms.find((form) => form.code === code)?.name ?? code;
  const all: Readonly<Record<string, Pick<Column, 'align' | 'render'>>> = {
    parcel: {
      render: (_, { subject }) => (
        <Link to={`/entries/${encodeURIComponent(subject.entry)}`}>{subject.parcel}</Link>
      ),
    },
    village: {
      render: (_, { subject, village }) => (
        <>
          {village}
          <div className="secondary">{placeName(subject.township)}</div>
        </>
      ),
    },
    state: {
      render: (_, { stage, state, status }) => (
        <>
          <Tag color={status === 'running' ? 'blue' : 'default'}>{stateName(state)}</Tag>
          <div className="secondary">{partName(stage)}</div>
        </>
      ),
    },
    form: { render: (_, { deal }) => formName(deal.form) },
    use: { render: (_, { deal }) => deal.use.name },
    area: { align: 'end', render: (_, { deal }) => figure(deal.areaM2) },
    buyer: { render: (_, { buyer }) => buyer?.name ?? '—' },
    price: { align: 'end', render: (_, { priceFen }) => fen(priceFen) },
    levy: { align: 'end', render: (_, { levyFen }) => fen(levyFen) },
    submitted: { render: (_, { submittedOn }) => figure(submittedOn) },
    changed: { render: (_, { changedOn }) => figure(changedOn) },
  };
  const order = search.get('order') === 'asc' ? 'ascend' : 'descend';
  return chosenIn(search).map((key) => ({
    ...all[key],
    key,
    title: t(`cases.${key}`),
    sorter: true,
    sortOrder: search.get('by') === key ? order : null,
  }));
}

/** Which columns are shown; the address keeps them, so a link and a saved view do as well. */
export function ColumnChoice({
  search,
  onSearch,
}: Readonly<{ search: URLSearchParams; onSearch: (next: URLSearchParams) => void }>) {
  const { t } = useTranslation();
  const choose = (columns: readonly string[]) => {
    const next = new URLSearchParams(search);
    next.set(COLUMNS_KEY, COLUMNS.filter((column) => columns.includes(column)).join(','));
    onSearch(next);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('cases.columns')}
      content={
        <Checkbox.Group
          style={{ flexDirection: 'column' }}
          value={[...chosenIn(search)]}
          onChange={choose}
          options={COLUMNS.map((column) => ({
            value: column,
            label: t(`cases.${column}`),
            disabled: column === ALWAYS,
          }))}
        />
      }
    >
      <Button>{t('cases.columns')}</Button>
    </Popover>
  );
}
