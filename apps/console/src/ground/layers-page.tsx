import { Button, Card, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useSession, useTerms } from '../api/queries.js';
import { useMay } from '../entry/queries.js';
import { useDistrict } from '../kit/district.js';
import { PageTitle } from '../kit/title.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import '../entry/entry.css';
import './ground.css';
import { ImportForm } from './import-form.js';
import { ImportProgress } from './import-progress.js';
import { byLayer, standingOf } from './layers.js';
import type { Version } from './layers.js';
import { useVersions } from './queries.js';
import { VersionCheck } from './version-check.js';

const SIGNS = {
  'in-force': ['●', 'band'],
  waiting: ['◔', 'band band-near'],
  'to-come': ['○', 'band'],
  replaced: ['–', 'band'],
  retired: ['✗', 'band'],
} as const;

/** The planning layers of a district: what parcels are checked against, and what waits to be adopted. */
export default function LayersPage() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: terms } = useTerms();
  const [search, setSearch] = useSearchParams();
  const district = useDistrict();
  const versions = useVersions(district);
  const mayImport = useMay('layer.import');
  const set = (next: Readonly<Record<string, string>>) => setSearch({ district, ...next });
  const [adding, id] = [search.has('new'), search.get('import')];
  if (versions.error && !versions.data)
    return <Failed error={versions.error} onAgain={() => void versions.refetch()} />;
  if (!versions.data || !terms || !session) return <LoadingPage />;
  return (
    <div className="case">
      <PageTitle title={t('layers.title')}>
        {session.rights.district === undefined && (
          <Select
            aria-label={t('layers.district')}
            value={district}
            style={{ minWidth: 140 }}
            onChange={(chosen) => setSearch({ district: chosen })}
            options={terms.districts.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        {mayImport && !adding && (
          <Button type="primary" onClick={() => set({ new: '' })}>
            {t('layers.import')}
          </Button>
        )}
      </PageTitle>
      {adding && mayImport && (
        <ImportForm
          district={district}
          layers={terms.layers}
          onBegun={(begun) => set({ import: begun.id })}
          onCancel={() => set({})}
        />
      )}
      {id !== null && <ImportProgress key={id} district={district} id={id} />}
      {versions.data.length === 0 && <Nothing why={t('layers.nothing')} />}
      {byLayer(versions.data).map((group) => (
        <Layer key={group[0]!.layer} versions={group} district={district} today={terms.day} />
      ))}
    </div>
  );
}

type Listed = Readonly<{ district: string; today: string }>;

function Layer({ versions, ...listed }: Listed & Readonly<{ versions: readonly Version[] }>) {
  const [{ name, layer } = { name: '', layer: '' }] = versions;
  return (
    <Card
      size="small"
      title={
        <h2 className="section">
          {name} <span className="secondary">{layer}</span>
        </h2>
      }
    >
      <ul className="plain-list">
        {versions.map((version) => (
          <VersionLine key={version.version} version={version} {...listed} />
        ))}
      </ul>
    </Card>
  );
}

function VersionLine({ version, district, today }: Listed & Readonly<{ version: Version }>) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { content, source, adopted, retired } = version;
  const standing = standingOf(version, today);
  const [sign, className] = SIGNS[standing];
  const key = `${version.layer} ${version.version}`;
  const isOpen = search.get('check') === key;
  return (
    <li className="layer-version">
      <div className="task-line">
        <Tag className={className}>
          <span aria-hidden>{sign} </span>
          {t(`layers.standing.${standing}`)}
        </Tag>
        <strong>{version.version}</strong>
        <span>{t('layers.features', { count: content.taken })}</span>
        <span className="secondary">{source}</span>
        <Button
          size="small"
          aria-expanded={isOpen}
          autoInsertSpace={false}
          aria-label={`${t(isOpen ? 'layers.fold' : 'layers.look')} ${version.name} ${version.version}`}
          onClick={() => setSearch(isOpen ? { district } : { district, check: key })}
        >
          {t(isOpen ? 'layers.fold' : 'layers.look')}
        </Button>
      </div>
      {adopted && (
        <div className="secondary">
          {t('layers.adopted', { day: adopted.validFrom, document: adopted.documentNo })}
        </div>
      )}
      {retired && (
        <div className="secondary">
          {t('layers.retired', { day: retired.on, document: retired.documentNo, reason: retired.reason })}
        </div>
      )}
      {isOpen && <VersionCheck district={district} version={version} today={today} standing={standing} />}
    </li>
  );
}
