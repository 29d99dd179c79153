import { useTranslation } from 'react-i18next';
import { Unconfirmed } from '../kit/unconfirmed.js';
import type { TenureDay } from './queries.js';

export function DayState({ of: { state, doneOn } }: Readonly<{ of: TenureDay }>) {
  const { t } = useTranslation();
  if (doneOn !== undefined) return <>{t('registration.done', { day: doneOn })}</>;
  return state === 'past' ? <strong>{t('registration.past')}</strong> : <>{t('registration.ahead')}</>;
}

/** By which row of the rules, or by which contract, the day was counted. */
export function DayWhy({ of: { formula, rule, source, confirmed } }: Readonly<{ of: TenureDay }>) {
  const { t } = useTranslation();
  return (
    <div className="registration-why">
      {formula}
      <div className="secondary">
        {t('case.source', { source })}
        {rule !== undefined && `（${rule}）`}
        {!confirmed && <Unconfirmed />}
      </div>
    </div>
  );
}
