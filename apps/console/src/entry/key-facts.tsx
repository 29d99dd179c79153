import { Card, Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../api/types.js';
import { useTerms } from '../api/queries.js';
import { areaWords } from '../kit/amounts.js';
import { Money } from '../kit/money.js';
import { useNames } from '../kit/names.js';
import { nameOf } from './details.js';

/** m² as the law counts, with 亩 and 公顷 beside it for those who print or read aloud. */
export function AreaInWords({ m2 }: Readonly<{ m2: string }>) {
  const { t } = useTranslation();
  return (
    <span>
      {m2} {t('area.m2')}
      <span className="secondary">（{t('area.also', areaWords(m2))}）</span>
    </span>
  );
}

/** `past` leaves out what became known only later: buyer, price and levy. */
export function KeyFacts({ entry, past }: Readonly<{ entry: Entry; past: boolean }>) {
  const { t } = useTranslation();
  const { placeName } = useNames();
  const { data: terms } = useTerms();
  const { subject, deal, village, buyer, priceFen, levyFen } = entry;
  const named = (field: string, code: string) => (terms ? nameOf(terms, field, code) : code);
  const rows: readonly (readonly [fact: string, value: ReactNode])[] = [
    ['parcel', subject.parcel],
    ['village', `${placeName(subject.district)} ${placeName(subject.township)} ${village}`],
    ['use', `${deal.use.name}（${deal.use.code}）`],
    ['area', <AreaInWords key="area" m2={deal.areaM2} />],
    ['form', named('form', deal.form)],
    ['method', `${named('method', deal.method)}，${named('route', deal.route)}`],
    ['term', t('case.years', { years: deal.termYears })],
    ['grade', deal.grade],
    ['start-price', <Money key="start" fen={deal.priceFen} />],
    ['plan-year', subject.planYear],
    ...(past
      ? []
      : ([
          ['buyer', buyer ? `${buyer.name}（${buyer.uscc}）` : '—'],
          ['price', priceFen === undefined ? '—' : <Money key="price" fen={priceFen} />],
          ['levy', levyFen === undefined ? '—' : <Money key="levy" fen={levyFen} />],
        ] as const)),
    ['submitted', entry.submittedOn],
  ];
  return (
    <Card size="small" title={<h2 className="section">{t('case.facts')}</h2>}>
      <Descriptions
        size="small"
        styles={{ label: { color: 'var(--ant-color-text-secondary)' } }}
        column={{ xs: 1, sm: 1, md: 2, xl: 3 }}
        items={rows.map(([key, children]) => ({
          key,
          label: t(`case.fact.${key}`),
          children,
        }))}
      />
    </Card>
  );
}
