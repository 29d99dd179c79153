import { Button, Card, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '../kit/names.js';
import type { Seen } from './county-canvas.js';
import type { County, MapLayer, MapStage, ParcelSeen } from './county.js';

/** So many parcels are listed beside the map; who looks for others comes nearer. */
const LISTED_MAX = 30;

const Part = ({ title, children }: Readonly<{ title: string; children: ReactNode }>) => (
  <Card size="small" title={<h2 className="section">{title}</h2>}>
    {children}
  </Card>
);

const Swatch = ({ colour = '' }: Readonly<{ colour: string | undefined }>) => (
  <span className="county-swatch" aria-hidden style={{ background: colour }} />
);

/** What was clicked: the parcel with the way to its case, and the layers that lie there. */
export function ChosenCard({
  parcel,
  layers,
  county,
}: Readonly<{ parcel?: ParcelSeen; layers: readonly string[]; county: County }>) {
  const { t } = useTranslation();
  const { stateName } = useNames();
  if (!parcel && layers.length === 0) return <p className="secondary">{t('county.choose')}</p>;
  const layerName = (id: string) => county.layers.find(({ layer }) => layer === id)?.name ?? id;
  return (
    <Part title={t('county.chosen')}>
      {parcel && (
        <>
          <p>
            <Link to={`/entries/${parcel.entry}`}>{parcel.parcel}</Link>
          </p>
          <p>
            {parcel.village} · {stateName(parcel.state)}
          </p>
        </>
      )}
      <ul className="plain-list">
        {layers.map((words) => {
          const [id = '', ...name] = words.split(' ');
          return (
            <li key={words}>
              {layerName(id)}：{name.join(' ')}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

/** The colours of the parcels in words, with how many there are. */
export function Stages({
  stages,
  colours,
}: Readonly<{ stages: readonly MapStage[]; colours: ReadonlyMap<string, string> }>) {
  const { t } = useTranslation();
  return (
    <Part title={t('county.stages')}>
      <ul className="plain-list county-legend">
        {stages.map(({ stage, name, parcels }) => (
          <li key={stage}>
            <Swatch colour={colours.get(stage)} />
            {t('county.stage', { name, parcels })}
          </li>
        ))}
      </ul>
    </Part>
  );
}

type Switches = Readonly<{
  layers: readonly MapLayer[];
  colours: ReadonlyMap<string, string>;
  shown: readonly string[];
  onShow: (layers: readonly string[]) => void;
}>;

export function Layers({ layers, colours, shown, onShow }: Switches) {
  const { t } = useTranslation();
  if (layers.length === 0) return null;
  return (
    <Part title={t('county.layers')}>
      <ul className="plain-list county-legend">
        {layers.map(({ layer, name, features, versions }) => (
          <li key={layer} className={shown.includes(layer) ? undefined : 'no-print'}>
            <Checkbox
              checked={shown.includes(layer)}
              onChange={({ target }) =>
                onShow(target.checked ? [...shown, layer] : shown.filter((id) => id !== layer))
              }
            >
              <Swatch colour={colours.get(layer)} />
              {name}{' '}
              <span className="secondary">
                {versions.map(({ version }) => version).join('、')} ·{' '}
                {t('layers.features', { count: features })}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** The map for those who do not see it: what is in view, as a list with the way to each case. */
export function InView({
  parcels,
  clustered,
  onChoose,
}: Seen & Readonly<{ onChoose: (parcel: ParcelSeen) => void }>) {
  const { t } = useTranslation();
  const { stateName } = useNames();
  return (
    <div className="no-print">
      <Part title={t('county.in-view', { count: parcels.length })}>
        {clustered && <p>{t('county.clustered')}</p>}
        {parcels.length === 0 && !clustered && <p>{t('county.nothing')}</p>}
        <ul className="plain-list county-list">
          {parcels.slice(0, LISTED_MAX).map((parcel) => (
            <li key={parcel.entry}>
              <Link to={`/entries/${parcel.entry}`}>{parcel.parcel}</Link>{' '}
              <Button size="small" type="link" onClick={() => onChoose(parcel)}>
                {parcel.village} · {stateName(parcel.state)}
              </Button>
            </li>
          ))}
        </ul>
        {parcels.length > LISTED_MAX && <p>{t('county.more', { count: parcels.length - LISTED_MAX })}</p>}
      </Part>
    </div>
  );
}
