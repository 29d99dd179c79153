import { useTranslation } from 'react-i18next';
import { RegistrationNeeds } from '../entry/step-bar.js';
import { Figures } from '../kit/figures.js';
import { Money } from '../kit/money.js';
import { Explained } from '../money/explained.js';
import { DayState, DayWhy } from './day-rule.js';
import type { Registration } from './queries.js';
import { Burdens, Returns } from './registration-history.js';
import { TenureNow } from './tenure-now.js';

/** All that the registrar looks up of one entry: what is missing, its numbers, its burdens, its right. */
export function RegistrationDetails({ of }: Readonly<{ of: Registration }>) {
  const { subject, needs, deedTax, returns, burdens, tenure } = of;
  const { t } = useTranslation();
  return (
    <section className="registration-details" aria-label={t('registration.of', { entry: subject.entry })}>
      <RegistrationNeeds needs={needs} />
      {deedTax && (
        <div>
          <h2 className="registration-part">{t('registration.deed-tax')}</h2>
          <Money fen={deedTax.amountFen} />
          <Explained of={deedTax.explanation} />
        </div>
      )}
      <Numbers of={of} />
      {returns.length > 0 && <Returns returns={returns} />}
      {burdens.length > 0 && <Burdens burdens={burdens} entry={subject.entry} />}
      {tenure && <TenureNow tenure={tenure} />}
      <Days of={of} />
    </section>
  );
}

function Numbers({ of: { subject, applications, right, certificates } }: Readonly<{ of: Registration }>) {
  const { t } = useTranslation();
  if (applications.length === 0 && certificates.length === 0) return null;
  return (
    <div>
      <h2 className="registration-part">{t('registration.numbers')}</h2>
      {applications.map(({ round, applicationNo, acceptedOn }) => (
        <p key={`${round} ${applicationNo}`}>
          {t('registration.accepted', { no: applicationNo, day: acceptedOn, round })}
        </p>
      ))}
      {certificates.length > 0 && (
        <Figures
          label={`${subject.entry} ${t('registration.numbers')}`}
          head={[
            t('registration.certificate'),
            t('registration.kind'),
            t('registration.registeredOn'),
            t('registration.holder'),
          ]}
          rows={certificates.map(({ by, certificateNo, registeredOn, holder }) => ({
            key: certificateNo,
            name: certificateNo,
            cells: [t(`registration.by.${by}`), registeredOn, holder],
          }))}
        />
      )}
      {right && (
        <p>
          {t('registration.unit', { no: right.unitNo })} · {t('registration.supervision')}{' '}
          {right.supervisionNo} · {t('registration.voucher', { no: right.deedTaxVoucher || '—' })}{' '}
          <Money fen={right.deedTaxFen} />
          {right.deedTaxRelief !== undefined && ` · ${t('registration.relief', { no: right.deedTaxRelief })}`}
        </p>
      )}
    </div>
  );
}

function Days({ of: { subject, days } }: Readonly<{ of: Registration }>) {
  const { t } = useTranslation();
  if (days.length === 0) return null;
  return (
    <div>
      <h2 className="registration-part">{t('registration.days')}</h2>
      <Figures
        label={`${subject.entry} ${t('registration.days')}`}
        head={[t('registration.day'), t('registration.on'), t('registration.state'), t('registration.why')]}
        rows={days.map((day) => ({
          key: day.what,
          name: t(`registration.day.${day.what}`),
          cells: [day.on, <DayState key="state" of={day} />, <DayWhy key="why" of={day} />],
        }))}
      />
    </div>
  );
}
