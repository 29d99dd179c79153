import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Select, Table, Tag } from 'antd';
import type { TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, newKey } from '../api/client.js';
import { yuan } from '../kit/amounts.js';
import { Money } from '../kit/money.js';
import { ProblemAlert } from '../kit/problem.js';
import {
  LINE_STATES,
  bookingsOf,
  chosenAtFirst,
  inRequests,
  keyOf,
  mayBeBooked,
  sumFen,
} from './receipts.js';
import type { Choice, Line, Outcome, Report } from './receipts.js';

type Shown = Readonly<{ district: string; report: Report; file: string; onBooked: () => Promise<void> }>;

/** What each line came to, what of it is to be booked, and what became of that. */
export function ReceiptLines({ district, report, file, onBooked }: Shown) {
  const { t } = useTranslation();
  const { lines } = report;
  const [choice, setChoice] = useState<Choice>(() => chosenAtFirst(lines));
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const bookings = bookingsOf(lines, choice);
  const book = useMutation({
    mutationFn: async () => {
      const path = `/api/v1/receipts/${encodeURIComponent(district)}/bookings`;
      const found: Outcome[] = [];
      for (const part of inRequests(bookings)) {
        const body = { file, bookings: part };
        const answer = await ask<{ items: Outcome[] }>(path, { method: 'POST', body, key: newKey() });
        found.push(...answer.body.items);
        setOutcomes([...found]);
      }
    },
    onSuccess: onBooked,
  });
  const isDone = book.isSuccess;
  const columns = useColumns({ choice, onChoice: setChoice, outcomes });
  return (
    <>
      <p role="status">
        {t('receipts.rows', { count: report.rows })}
        {LINE_STATES.map((state) => [state, lines.filter((line) => line.state === state)] as const)
          .filter(([, of]) => of.length > 0)
          .map(([state, of]) => (
            <span key={state}>
              {' · '}
              {t(`receipts.state.${state}`)} {of.length}
            </span>
          ))}
      </p>
      <Table<Line>
        size="small"
        rowKey="row"
        dataSource={lines}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={columns}
      />
      {book.error && <ProblemAlert error={book.error} />}
      {isDone ? (
        <Booked outcomes={outcomes} />
      ) : (
        <div className="money-file">
          <Button
            type="primary"
            disabled={bookings.length === 0}
            loading={book.isPending}
            onClick={() => book.mutate()}
          >
            {t('receipts.book', { count: bookings.length, sum: yuan(sumFen(bookings)) })}
          </Button>
          <span className="secondary">{t('receipts.once')}</span>
        </div>
      )}
    </>
  );
}

function Booked({ outcomes }: Readonly<{ outcomes: readonly Outcome[] }>) {
  const { t } = useTranslation();
  const count = (state: Outcome['state']) => outcomes.filter((one) => one.state === state).length;
  const [booked, already, refused] = [count('booked'), count('already'), count('refused')];
  return (
    <Alert
      role="status"
      showIcon
      type={refused > 0 ? 'warning' : 'success'}
      title={t('receipts.done', { booked, already, refused })}
    />
  );
}

type Choosing = Readonly<{
  choice: Choice;
  onChoice: (next: Choice) => void;
  outcomes: readonly Outcome[];
}>;

function useColumns({ choice, onChoice, outcomes }: Choosing): NonNullable<TableProps<Line>['columns']> {
  const { t } = useTranslation();
  return [
    { title: t('receipts.row'), dataIndex: 'row', key: 'row' },
    {
      title: t('receipts.state'),
      key: 'state',
      render: (_, { state }) => <Tag className="money-state">{t(`receipts.state.${state}`)}</Tag>,
    },
    { title: t('receipts.serial'), dataIndex: 'serialNo', key: 'serial' },
    { title: t('money.paidOn'), key: 'paidOn', render: (_, { paidOn }) => paidOn ?? '—' },
    {
      title: t('money.amount'),
      key: 'amount',
      align: 'end',
      render: (_, { amountFen }) => (amountFen === undefined ? '—' : <Money fen={amountFen} />),
    },
    { title: t('receipts.payer'), dataIndex: 'payer', key: 'payer' },
    {
      title: t('receipts.for'),
      key: 'for',
      render: (_, line) => (
        <For
          line={line}
          chosen={choice[line.row]}
          onChosen={(key) => onChoice(withChoice(choice, line, key))}
        />
      ),
    },
    {
      title: t('receipts.why'),
      key: 'why',
      render: (_, line) => <div className="receipt-why">{<Why line={line} outcomes={outcomes} />}</div>,
    },
  ];
}

const withChoice = (choice: Choice, { row }: Line, key: string): Choice => ({ ...choice, [row]: key });

type ForShown = Readonly<{ line: Line; chosen: string | undefined; onChosen: (key: string) => void }>;

/** For which money it came: chosen by a person among those that it may be for, or left out. */
function For({ line, chosen = '', onChosen }: ForShown) {
  const { t } = useTranslation();
  const { row, candidates } = line;
  if (!mayBeBooked(line))
    return candidates.map((one) => (
      <div key={keyOf(one)}>
        <Link to={`/money/${one.entry}`}>{one.no}</Link>
      </div>
    ));
  return (
    <Select
      aria-label={t('receipts.for-row', { row })}
      value={chosen}
      style={{ minWidth: 220 }}
      onChange={onChosen}
      options={[
        { value: '', label: t('receipts.not-booked') },
        ...candidates.map((one) => ({
          value: keyOf(one),
          label: [
            `${t(`receipts.kind.${one.kind}`)} ${one.no}`,
            one.village,
            t('receipts.open', { sum: yuan(one.unpaidFen) }),
          ].join(' · '),
        })),
      ]}
    />
  );
}

function Why({ line, outcomes }: Readonly<{ line: Line; outcomes: readonly Outcome[] }>) {
  const { t } = useTranslation();
  const outcome = outcomes.find(({ serialNo }) => serialNo === line.serialNo);
  if (!outcome || !mayBeBooked(line)) return <>{line.why}</>;
  return (
    <strong>
      {t(`receipts.outcome.${outcome.state}`)}
      {outcome.why !== undefined && `：${outcome.why}`}
    </strong>
  );
}
