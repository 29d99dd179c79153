import { Card } from 'antd';
import { Suspense, lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../kit/states.js';
import { cornersOf, isPlane, metres, ringsOf, side } from './geometry.js';
import type { Corner } from './geometry.js';

const ParcelMap = lazy(() => import('./parcel-map.js'));

export type Boundary = Readonly<{
  crs: string;
  polygon: Readonly<{ coordinates: readonly (readonly (readonly number[])[])[] }>;
}>;

/** The boundary as a picture, and as a table for those who do not see it or want to copy it. */
export default function BoundaryCard({ boundary }: Readonly<{ boundary: Boundary }>) {
  const { t } = useTranslation();
  const { crs, polygon } = boundary;
  const rings = useMemo(() => ringsOf(polygon.coordinates), [polygon]);
  const isDrawn = isPlane(crs);
  return (
    <Card size="small" title={<h2 className="section">{t('map.title')}</h2>}>
      <div className={isDrawn ? 'boundary' : undefined}>
        {isDrawn && (
          <Suspense fallback={<Loading />}>
            <ParcelMap crs={crs} rings={rings} />
          </Suspense>
        )}
        <CornerTable crs={crs} corners={cornersOf(rings)} isDrawn={isDrawn} />
      </div>
    </Card>
  );
}

/** On a plane north, east and sides, in degrees as they were handed in. */
function CornerTable({
  crs,
  corners,
  isDrawn,
}: Readonly<{ crs: string; corners: readonly Corner[]; isDrawn: boolean }>) {
  const { t } = useTranslation();
  const columns = isDrawn ? ['no', 'north', 'east', 'side'] : ['no', 'lon', 'lat'];
  const cells = ({ at: [x, y], sideM }: Corner) =>
    isDrawn ? [metres(y), metres(x), side(sideM)] : [String(x), String(y)];
  return (
    <div className="corners" role="region" aria-label={t('map.corners')} tabIndex={0}>
      <table>
        <caption>{t(isDrawn ? 'map.caption' : 'map.caption-degrees', { crs })}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`map.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {corners.map((corner) => (
            <tr key={corner.no}>
              <th scope="row">J{corner.no}</th>
              {cells(corner).map((cell, index) => (
                <td key={columns[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
