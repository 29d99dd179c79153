import { useQueryClient } from '@tanstack/react-query';
import { Button, Card } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useSession } from '../api/queries.js';
import '../entry/entry.css';
import { ActForm } from '../kit/act-form.js';
import { Figures } from '../kit/figures.js';
import { Money } from '../kit/money.js';
import { useNames } from '../kit/names.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { Explained } from './explained.js';
import './money.css';
import { LevyParts } from './levy-parts.js';
import { DueDay, StateTag } from './money-page.js';
import { PriceParts } from './price-parts.js';
import { useMoneyOf } from './queries.js';
import type { Account, Kind, MoneyOfEntry } from './queries.js';
import { Refunds } from './refunds.js';

/** Levy and price of one entry: how they came about, what was paid, and what is open today. */
export default function EntryMoneyPage() {
  const { t } = useTranslation();
  const { entry = '' } = useParams();
  const { placeName } = useNames();
  const { data: money, error, refetch } = useMoneyOf(entry);
  if (!money) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <LoadingPage />;
  const { subject, village, owner, buyer, accounts, levy, price, refunds = [] } = money;
  return (
    <div className="case">
      <PageTitle title={t('money.of', { entry })}>
        <Link to={`/entries/${entry}`}>{t('money.to-case')}</Link>
        <Link to="/money">{t('money.to-list')}</Link>
      </PageTitle>
      <p>
        {placeName(subject.township)} {village} · {owner}
        {buyer !== undefined && ` · ${t('money.buyer', { buyer })}`}
      </p>
      {accounts.length === 0 && <Nothing why={t('money.none-yet')} />}
      {accounts.map((account) => (
        <AccountCard key={account.kind} account={account} money={money}>
          {account.kind === 'levy' && levy && <LevyParts levy={levy} />}
          {account.kind === 'price' && price && <PriceParts price={price} />}
        </AccountCard>
      ))}
      {refunds.length > 0 && <Refunds refunds={refunds} />}
    </div>
  );
}

type Shown = Readonly<{ account: Account; money: MoneyOfEntry; children: ReactNode }>;

function AccountCard({ account, money, children }: Shown) {
  const { t } = useTranslation();
  const { kind, state, owedFen, paidFen, unpaidFen, lateFeeFen } = account;
  return (
    <Card
      size="small"
      id={kind}
      title={
        <h2 className="section">
          {t(`money.kind.${kind}`)} <StateTag state={state} />
        </h2>
      }
    >
      <Figures
        label={t(`money.kind.${kind}`)}
        head={['no', 'owedFen', 'lateFeeFen', 'paidFen', 'unpaidFen', 'dueOn'].map((one) =>
          t(`money.${one}`),
        )}
        rows={[
          {
            key: kind,
            name: account.no ?? '—',
            cells: [
              ...[owedFen, lateFeeFen, paidFen, unpaidFen].map((sum, index) => (
                <Money key={index} fen={sum} />
              )),
              <DueDay key="due" {...account} />,
            ],
          },
        ]}
      />
      {kind === 'levy' && money.levyToday && unpaidFen !== '0' && <Today of={money.levyToday} />}
      {children}
      <RecordPayment account={account} money={money} />
    </Card>
  );
}

/** What would settle it today, and the fee for being late day by day. */
function Today({ of }: Readonly<{ of: NonNullable<MoneyOfEntry['levyToday']> }>) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="money-part">{t('money.today', { day: of.on })}</h3>
      <p>
        <Money fen={of.openFen} />
        {of.lateFeeFen !== '0' && (
          <>
            （{t('money.with-fee')} <Money fen={of.lateFeeFen} />）
          </>
        )}
      </p>
      {of.lateFeeFen !== '0' && <Explained of={of.explanation} />}
    </>
  );
}

const ROUTES = {
  levy: { right: 'levy.record-payment', path: 'levy-payments' },
  price: { right: 'contract.record-payment', path: 'price-payments' },
} as const satisfies Record<Kind, object>;
const TAKES = new Set(['due', 'part-paid', 'overdue']);

/** Money that came otherwise than on a statement of the bank. */
function RecordPayment({ account: { kind, entry, state }, money }: Omit<Shown, 'children'>) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { right, path } = ROUTES[kind];
  if (session?.may[right] === undefined || !TAKES.has(state)) return null;
  if (!isOpen)
    return (
      <Button className="no-print" style={{ marginTop: 12 }} onClick={() => setOpen(true)}>
        {t(`money.record.${kind}`)}
      </Button>
    );
  return (
    <section aria-label={t(`money.record.${kind}`)} style={{ marginTop: 12 }}>
      <h3 className="money-part">{t(`money.record.${kind}`)}</h3>
      <ActForm
        fields={money.paymentForm}
        act={t('money.record')}
        path={`/api/v1/entries/${encodeURIComponent(entry)}/${path}`}
        onCancel={() => setOpen(false)}
        onDone={async () => {
          setOpen(false);
          await Promise.all([
            queries.invalidateQueries({ queryKey: ['entry', entry] }),
            queries.invalidateQueries({ queryKey: ['entries', 'money'] }),
          ]);
        }}
      />
    </section>
  );
}
