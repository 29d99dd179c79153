import { Button, theme } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countyMap } from './county-map.js';
import type { CountyMap, Measured } from './county-map.js';
import { lengthWords, measuredArea, parcelsSeen, resolutionAt, scaleAt, sheetScale } from './county.js';
import type { County, ParcelSeen } from './county.js';

export type Seen = Readonly<{ parcels: readonly ParcelSeen[]; resolution: number; clustered: boolean }>;
type Shown = Readonly<{
  county: County;
  colours: Readonly<{ stages: ReadonlyMap<string, string>; layers: ReadonlyMap<string, string> }>;
  layers: readonly string[];
  seen: Seen;
  onSeen: (seen: Seen) => void;
  onChosen: (parcel: ParcelSeen | undefined, layers: readonly string[]) => void;
}>;
type Kind = Measured['kind'];

/** The map itself, what is measured on it, and the sheet that is printed of it. */
export function CountyCanvas({ county, colours, layers, seen, onSeen, onChosen }: Shown) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const [kind, setKind] = useState<Kind>();
  const [measured, setMeasured] = useState<Measured>();
  const [isSheet, setSheet] = useState(false);
  const map = useCountyMap(place, { county, colours, onSeen, onChosen, onMeasured: setMeasured });
  useEffect(() => map?.show(layers), [map, layers]);
  useEffect(() => map?.measure(kind), [map, kind]);
  useEffect(() => {
    if (isSheet) map?.sheet(resolutionAt(sheetScale(seen.resolution)));
    else map?.size();
    // Of what was seen when somebody began with the sheet, and not of the sheet itself.
  }, [map, isSheet]);
  const choose = (wanted: Kind) => {
    setMeasured(undefined);
    setKind(kind === wanted ? undefined : wanted);
  };
  return (
    <div className={isSheet ? 'county-sheet' : undefined}>
      <div className="county-tools no-print">
        {(['length', 'area'] as const).map((each) => (
          <Button key={each} aria-pressed={kind === each} onClick={() => choose(each)}>
            {t(`county.measure-${each}`)}
          </Button>
        ))}
        <Button aria-pressed={isSheet} onClick={() => setSheet(!isSheet)}>
          {t(isSheet ? 'county.sheet-end' : 'county.sheet')}
        </Button>
        {isSheet && (
          <Button type="primary" onClick={() => window.print()}>
            {t('county.print')}
          </Button>
        )}
      </div>
      <p className="no-print secondary" role="status">
        {kind && (measured ? <MeasuredWords {...measured} /> : t('county.measure-how'))}
      </p>
      {isSheet && <h2 className="county-sheet-title">{t('county.sheet-title', county.grid)}</h2>}
      <div className="county-frame">
        <div
          ref={setPlace}
          className="parcel-map county-map"
          role="region"
          aria-label={t('county.label')}
          tabIndex={0}
        />
        <div className="county-north" aria-hidden>
          ▲<br />
          {t('county.north')}
        </div>
      </div>
      <p className="county-foot">
        {t('county.foot', { crs: county.grid.crs, scale: scaleAt(seen.resolution).toLocaleString('en') })}
        {isSheet && ` · ${t('county.drawn-on', { day: new Date().toLocaleDateString('sv') })}`}
      </p>
    </div>
  );
}

function MeasuredWords({ kind, size }: Measured) {
  const { t } = useTranslation();
  return kind === 'length'
    ? t('county.length', { length: lengthWords(size) })
    : t('county.area', measuredArea(size));
}

type Made = Pick<Shown, 'county' | 'colours' | 'onSeen' | 'onChosen'> &
  Readonly<{ onMeasured: (measured: Measured) => void }>;

/** Made again only where the colours of the page change; it hears of the newest listeners by itself. */
function useCountyMap(place: HTMLDivElement | null, made: Made): CountyMap | undefined {
  const { token } = theme.useToken();
  const [map, setMap] = useState<CountyMap>();
  const heard = useRef(made);
  useEffect(() => {
    heard.current = made;
  });
  const { county, colours } = made;
  const { colorText, colorBgContainer, colorBorder, colorPrimary } = token;
  useEffect(() => {
    if (!place) return undefined;
    const names = new Map(county.stages.map(({ stage, name }) => [stage, name]));
    const palette = { text: colorText, ground: colorBgContainer, grid: colorBorder, line: colorPrimary };
    const standing = countyMap(place, county, { ...palette, ...colours }, names, {
      onSeen: (parcels, resolution, clustered) =>
        heard.current.onSeen({ parcels: parcelsSeen(parcels), resolution, clustered }),
      onChosen: (parcel, layers) => heard.current.onChosen(parcel, layers),
      onMeasured: (measured) => heard.current.onMeasured(measured),
    });
    setMap(standing);
    return () => standing.leave();
  }, [place, county, colours, colorText, colorBgContainer, colorBorder, colorPrimary]);
  return map;
}
