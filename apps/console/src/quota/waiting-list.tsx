import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTerms } from '../api/queries.js';
import { useNames } from '../kit/names.js';
import type { Demand, Place } from './quotas.js';

/** Who waits, in the order in which they are given what becomes free, and what keeps each of them. */
export function WaitingList({ waiting }: Readonly<{ waiting: readonly Place[] }>) {
  const { t } = useTranslation();
  const { placeName } = useNames();
  return (
    <Card size="small" title={<h2 className="section">{t('quota.waiting', { count: waiting.length })}</h2>}>
      <p className="secondary">{t(waiting.length > 0 ? 'quota.order' : 'quota.nobody')}</p>
      <ol className="quota-waiting">
        {waiting.map(({ subject, readiness, demands, lacking }, index) => (
          <li key={subject?.entry ?? `${index}`}>
            {subject ? (
              <>
                <Link to={`/entries/${encodeURIComponent(subject.entry)}`}>{subject.parcel}</Link>{' '}
                <span className="secondary">{placeName(subject.township)}</span>
              </>
            ) : (
              t('quota.of-others')
            )}
            <div>
              {t('quota.takes')} <Areas demands={demands} />
            </div>
            <div className="secondary">
              {t('quota.readiness', { readiness })}{' '}
              {lacking.length > 0 ? (
                <>
                  {t('quota.lacks')} <Areas demands={lacking} />
                </>
              ) : (
                t('quota.behind-others')
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Areas({ demands }: Readonly<{ demands: readonly Demand[] }>) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const nameOf = (kind: string) => terms?.quotaKinds.find(({ code }) => code === kind)?.name ?? kind;
  return (
    <>
      {demands.map(({ kind, areaM2 }, index) => (
        <span key={kind}>
          {index > 0 && t('quota.and')}
          {nameOf(kind)} <span className="money">{areaM2}</span> {t('area.m2')}
        </span>
      ))}
    </>
  );
}
