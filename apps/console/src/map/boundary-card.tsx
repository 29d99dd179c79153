import { Card } from 'antd';
import { Suspense, lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../kit/states.js';
import { cornersOf, metres, ringsOf, side } from './geometry.js';
import { between, definitionOf, planeFor, toDegrees } from './projections.js';

const ParcelMap = lazy(() => import('./parcel-map.js'));
/** A degree to this many places is a millimetre. */
const DEGREE_PLACES = 8;

export type Boundary = Readonly<{
  crs: string;
  polygon: Readonly<{ coordinates: readonly (readonly (readonly number[])[])[] }>;
}>;

/** The boundary as a picture, and as a table for those who do not see it or want to copy it. */
export default function BoundaryCard({ boundary }: Readonly<{ boundary: Boundary }>) {
  const { t } = useTranslation();
  const { crs, polygon } = boundary;
  const isKnown = definitionOf(crs) !== undefined;
  const drawn = useMemo(() => {
    const given = ringsOf(polygon.coordinates);
    if (!isKnown) return undefined;
    const plane = planeFor(crs, given[0]?.[0]?.[0] ?? NaN);
    const convert = between(crs, plane);
    const rings = plane === crs ? given : given.map((ring) => ring.map((point) => convert(point)));
    return { plane, rings, corners: cornersOf(rings), degrees: toDegrees(plane) };
  }, [crs, polygon, isKnown]);
  return (
    <Card size="small" title={<h2 className="section">{t('map.title')}</h2>}>
      {drawn ? (
        <div className="boundary">
          <Suspense fallback={<Loading />}>
            <ParcelMap crs={drawn.plane} rings={drawn.rings} />
          </Suspense>
          <div className="corners" role="region" aria-label={t('map.corners')} tabIndex={0}>
            <table>
              <caption>{t('map.caption', { crs: drawn.plane })}</caption>
              <thead>
                <tr>
                  {['no', 'north', 'east', 'side', 'lon', 'lat'].map((column) => (
                    <th key={column} scope="col">
                      {t(`map.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {drawn.corners.map(({ no, at, sideM }) => (
                  <tr key={no}>
                    <th scope="row">J{no}</th>
                    <td>{metres(at[1])}</td>
                    <td>{metres(at[0])}</td>
                    <td>{side(sideM)}</td>
                    {drawn.degrees(at).map((degree, axis) => (
                      <td key={axis === 0 ? 'lon' : 'lat'}>{degree.toFixed(DEGREE_PLACES)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      ) : (
        <p>{t('map.unknown', { crs })}</p>
      )}
    </Card>
  );
}
