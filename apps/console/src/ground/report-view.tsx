import { Descriptions, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { AreaInWords } from '../entry/key-facts.js';
import { placesOf } from './layers.js';
import type { IssueKind, Report } from './layers.js';

const CLASSES: Readonly<Record<string, string>> = {
  error: 'band band-overdue',
  warning: 'band band-near',
  note: 'band',
};
const SIGNS: Readonly<Record<string, string>> = { error: '✗', warning: '!', note: '·' };

/** What is in a file, counted. */
export function Found({
  of,
}: Readonly<{ of: Pick<Report, 'format' | 'recognition' | 'found' | 'taken' | 'vertices' | 'areaM2'> }>) {
  const { t } = useTranslation();
  const { format, recognition, found, taken, vertices, areaM2 } = of;
  const rows = {
    format,
    read: recognition,
    counts: t('layers.counts', { found, taken, vertices }),
    area: <AreaInWords m2={areaM2} />,
  };
  return (
    <Descriptions
      size="small"
      column={1}
      styles={{ label: { color: 'var(--ant-color-text-secondary)' } }}
      items={Object.entries(rows).map(([key, children]) => ({
        key,
        label: t(`layers.found.${key}`),
        children,
      }))}
    />
  );
}

const Severity = ({ severity }: Readonly<{ severity: string }>) => {
  const { t } = useTranslation();
  return (
    <Tag className={CLASSES[severity]}>
      <span aria-hidden>{SIGNS[severity]} </span>
      {t(`layers.severity.${severity}`)}
    </Tag>
  );
};

/** What was found, kind by kind and place by place, with what to do about it. */
export function Issues({ of }: Readonly<{ of: Pick<Report, 'issues' | 'issueCounts'> }>) {
  const { t } = useTranslation();
  const codes = [...new Set(of.issues.map(({ code }) => code))];
  if (codes.length === 0) return <p>{t('layers.no-issues')}</p>;
  return (
    <>
      <h3 className="section">{t('layers.issues')}</h3>
      <ul className="plain-list">
        {codes.map((code) => {
          const { places, more } = placesOf(of, code);
          const [{ severity, fix } = { severity: 'note', fix: '' }] = places;
          return (
            <li key={code} className="layer-issue">
              <Severity severity={severity} /> {t('layers.times', { count: of.issueCounts[code] ?? 0 })}
              <ul>
                {places.map(({ zh }, index) => (
                  <li key={`${index} ${zh}`}>{zh}</li>
                ))}
                {more > 0 && <li className="secondary">{t('layers.more', { count: more })}</li>}
              </ul>
              <div className="secondary">{t('layers.fix', { fix })}</div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The same where the places are not kept any more. */
export function IssueKinds({ kinds }: Readonly<{ kinds: readonly IssueKind[] }>) {
  const { t } = useTranslation();
  if (kinds.length === 0) return <p>{t('layers.no-issues')}</p>;
  return (
    <>
      <h3 className="section">{t('layers.issues')}</h3>
      <ul className="plain-list">
        {kinds.map(({ code, severity, zh, fix, count }) => (
          <li key={code} className="layer-issue">
            <Severity severity={severity} /> {zh} {t('layers.times', { count })}
            <div className="secondary">{t('layers.fix', { fix })}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
