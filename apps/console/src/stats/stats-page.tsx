import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useSession, useTerms } from '../api/queries.js';
import { DayChoice } from '../entry/day-choice.js';
import { Failed, LoadingPage } from '../kit/states.js';
import { reportPath, useStatistics } from './queries.js';
import type { Statistics } from './queries.js';
import { Comparison, Funds, Lines, Quotas, Stages, Work, useRows } from './tables.js';
import './stats.css';

/** Before the law there was nothing to count. */
const FIRST_DAY = '2015-01-01';

/** What supervisors count, as of any day, of one district or of all. */
export default function StatsPage() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: terms } = useTerms();
  const [search, setSearch] = useSearchParams();
  const [asOf, district] = [search.get('asOf') ?? undefined, search.get('district') ?? undefined];
  const counted = useStatistics({ asOf, district });
  const put = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  if (!session || !terms || counted.isPending) return <LoadingPage />;
  if (!counted.data) return <Failed error={counted.error} onAgain={() => void counted.refetch()} />;
  const places = [{ code: '', name: t('stats.all-districts') }, ...terms.districts];
  return (
    <div className="case">
      <title>{`${t('stats.title')} · ${t('product')}`}</title>
      <h1 className="list-title">{t('stats.title')}</h1>
      <div className="stats-tools no-print">
        <DayChoice day={asOf ?? ''} first={FIRST_DAY} last={terms.day} onDay={(day) => put('asOf', day)} />
        {session.rights.district === undefined && (
          <Select
            aria-label={t('stats.district')}
            className="registers-district"
            value={district ?? ''}
            onChange={(code) => put('district', code)}
            options={places.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        {session.may['statistics.export'] !== undefined && (
          <Reports day={counted.data.asOf} district={district} />
        )}
        <Button onClick={() => window.print()}>{t('stats.print')}</Button>
      </div>
      <p role="status">{t('stats.as-of', { day: counted.data.asOf })}</p>
      <Told statistics={counted.data} />
    </div>
  );
}

/** The reports of the month and the year that the day is of, as files. */
function Reports({ day, district }: Readonly<{ day: string; district: string | undefined }>) {
  const { t } = useTranslation();
  const [year, month] = [day.slice(0, 'YYYY'.length), day.slice(0, 'YYYY-MM'.length)];
  return (
    <>
      <Button href={reportPath(month, district)} download>
        {t('stats.month-report', { period: month })}
      </Button>
      <Button href={reportPath(year, district)} download>
        {t('stats.year-report', { period: year })}
      </Button>
    </>
  );
}

function Told({ statistics }: Readonly<{ statistics: Statistics }>) {
  const rows = useRows(statistics);
  const { total } = statistics;
  return (
    <>
      <Comparison rows={rows} />
      <Stages stages={total.stages} />
      <Work work={total.work} />
      <Quotas quotas={total.quotas} />
      <Funds rows={rows} />
      <Lines rows={rows} />
    </>
  );
}
