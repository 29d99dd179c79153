import { useTranslation } from 'react-i18next';
import { Figures } from '../kit/figures.js';
import type { Burden, SentBack } from './queries.js';

/** What sent the application back, one after the other. */
export function Returns({ returns }: Readonly<{ returns: readonly SentBack[] }>) {
  const { t } = useTranslation();
  return (
    <div>
      <h2 className="registration-part">{t('registration.returns')}</h2>
      <ul className="plain-list">
        {returns.map(({ how, round, documentNo, on, items = [], reason, clause }) => (
          <li key={`${round} ${documentNo}`}>
            {t(`registration.${how}`, { no: documentNo, day: on, round })}
            {items.map(({ field, opinion }) => ` ${field}：${opinion}`).join('；')}
            {reason !== undefined && ` ${reason}`}
            {clause !== undefined && `（${clause}）`}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Shown = Readonly<{ burdens: readonly Burden[]; entry: string }>;

/** 查封, 抵押 and the like, those that were lifted as well. */
export function Burdens({ burdens, entry }: Shown) {
  const { t } = useTranslation();
  return (
    <div>
      <h2 className="registration-part">{t('registration.burdens')}</h2>
      <Figures
        label={`${entry} ${t('registration.burdens')}`}
        head={[
          t('registration.document'),
          t('registration.kind'),
          t('registration.organ'),
          t('registration.since'),
          t('registration.reason'),
          t('registration.lifted'),
        ]}
        rows={burdens.map(({ id, kind, organ, on, reason, liftedOn, liftedBecause }, index) => ({
          key: `${index} ${id}`,
          name: id,
          cells: [
            t(`registration.burden.${kind}`),
            organ,
            on,
            reason,
            liftedOn === undefined ? t('registration.not-lifted') : `${liftedOn} ${liftedBecause ?? ''}`,
          ],
        }))}
      />
    </div>
  );
}
