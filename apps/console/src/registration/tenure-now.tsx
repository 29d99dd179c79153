import { useTranslation } from 'react-i18next';
import { Money } from '../kit/money.js';
import type { Tenure } from './queries.js';

/** The right as it lives: its term, and what is on its way. */
export function TenureNow({ tenure }: Readonly<{ tenure: Tenure }>) {
  const { t } = useTranslation();
  const { status, holder, use, beganOn, endsOn, idle, transfer, renewal } = tenure;
  return (
    <div>
      <h2 className="registration-part">{t('registration.tenure')}</h2>
      <p>
        {status === 'ended'
          ? t('registration.ended', { day: endsOn })
          : t('registration.term', { holder, use, from: beganOn, to: endsOn })}
      </p>
      {idle && <Idle idle={idle} />}
      {transfer && (
        <p>
          {t('registration.transfer', {
            ...{ to: transfer.to, no: transfer.contractNo, day: transfer.signedOn },
          })}
        </p>
      )}
      {renewal && <p>{t('registration.renewal', { years: renewal.years, day: renewal.appliedOn })}</p>}
    </div>
  );
}

function Idle({ idle }: Readonly<{ idle: NonNullable<Tenure['idle']> }>) {
  const { t } = useTranslation();
  const { since, feeFen, formula, source, paidOn, voidedBy, returnable, kept } = idle;
  return (
    <div>
      <strong>{t('registration.idle', { day: since })}</strong> <Money fen={feeFen} />{' '}
      {paidOn !== undefined && t('registration.idle-paid', { day: paidOn })}
      {voidedBy !== undefined && t('registration.idle-voided', { no: voidedBy })}{' '}
      {returnable && t(kept ? 'registration.kept' : 'registration.returnable')}
      <div className="secondary">
        {formula} · {t('case.source', { source })}
      </div>
    </div>
  );
}
