import { Alert, Card, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useSession, useTerms } from '../api/queries.js';
import '../entry/entry.css';
import { useDistrict } from '../kit/district.js';
import { PageTitle } from '../kit/title.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, Loading, LoadingPage, Nothing } from '../kit/states.js';
import { Batches } from './batches.js';
import { PlanTable } from './plan-table.js';
import './quota.css';
import { QuotaActs } from './quota-acts.js';
import { useQuotaRows, useQuotaYear } from './queries.js';
import { yearsOf } from './quotas.js';
import { WaitingList } from './waiting-list.js';

const YEAR_DIGITS = 4;

/** What a district may give out in a year, what has been taken of it, and who waits for the rest. */
export default function QuotaPage() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: terms } = useTerms();
  const [search, setSearch] = useSearchParams();
  const rows = useQuotaRows();
  const thisYear = Number(terms?.day.slice(0, YEAR_DIGITS) ?? 0);
  const district = useDistrict();
  const year = Number(search.get('year') ?? thisYear);
  const of = useQuotaYear(district, year);
  if (rows.error && !rows.data) return <Failed error={rows.error} onAgain={() => void rows.refetch()} />;
  if (!rows.data || !terms || !session) return <LoadingPage />;
  const shown = rows.data.filter((row) => row.district === district && row.planYear === year);
  // The next year is planned before it begins, and the last one is closed when it is over.
  const near = [thisYear + 1, thisYear, thisYear - 1, year];
  const years = [...new Set([...yearsOf(rows.data, district), ...near])].toSorted((a, b) => b - a);
  return (
    <div className="case">
      <PageTitle title={t('quota.title')}>
        {session.rights.district === undefined && (
          <Select
            aria-label={t('quota.district')}
            value={district}
            style={{ minWidth: 140 }}
            onChange={(chosen) => setSearch({ district: chosen, year: String(year) })}
            options={terms.districts.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <Select
          aria-label={t('quota.year')}
          value={year}
          style={{ minWidth: 120 }}
          onChange={(chosen) => setSearch({ district, year: String(chosen) })}
          options={years.map((each) => ({ value: each, label: t('quota.of-year', { year: each }) }))}
        />
      </PageTitle>
      {of.data?.closedBy && (
        <Alert type="info" showIcon title={t('quota.closed', { document: of.data.closedBy })} />
      )}
      <Card size="small" title={<h2 className="section">{t('quota.plan')}</h2>}>
        {shown.length > 0 ? <PlanTable rows={shown} /> : <Nothing why={t('quota.nothing')} />}
      </Card>
      <QuotaActs
        key={`${district} ${year}`}
        district={district}
        year={year}
        today={terms.day}
        kinds={terms.quotaKinds}
        isClosed={Boolean(of.data?.closedBy)}
      />
      {of.error && !of.data && <ProblemAlert error={of.error} />}
      {!of.data && !of.error && <Loading />}
      {of.data && (
        <>
          <WaitingList waiting={of.data.waiting} />
          <Batches batches={of.data.batches} />
        </>
      )}
    </div>
  );
}
