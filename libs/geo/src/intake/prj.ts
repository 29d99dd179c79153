/** What the text of a coordinate system says (WKT, as `.prj` files and GeoPackages have it). */
import { FALSE_EASTING_M, ZONE_M, crsOf, isCrs, planeOf } from '../crs.js';
import type { Crs } from '../crs.js';
import type { Hints } from './draft.js';
import type { Findings, Place } from './issues.js';

const OURS = /CGCS[_ ]?2000|China[_ ]?2000|China_Geodetic_Coordinate_System_2000|China Geodetic/i;
const SIX_DEGREES = /6[_ ]?Degree|6度|(?<!3_Degree_)GK_Zone_(1[3-9]|2[0-3])\b/i;
const NUMBER = String.raw`"\s*,\s*(-?\d{1,10}(?:\.\d{1,15})?)`;
const CENTRAL = new RegExp(
  String.raw`PARAMETER\s*\[\s*"(?:Central_Meridian|Longitude[ _]of[ _]natural[ _]origin)${NUMBER}`,
  'i',
);
const EASTING = new RegExp(String.raw`PARAMETER\s*\[\s*"False[_ ]Easting${NUMBER}`, 'i');
const EPSG = /AUTHORITY\s*\[\s*"EPSG"\s*,\s*"?(\d{4,6})"?\s*\]\s*\]\s*$/i;
const NAME = /^\s*\w+\s*\[\s*"([^"]{0,100})/;

/** A system by its text; what is no system of CGCS2000, or one that cannot be told, becomes an issue. */
export function hintsOfWkt(wkt: string, place: Place, findings: Findings): Hints {
  const said = NAME.exec(wkt)?.[1] ?? wkt.slice(0, 60);
  const code: string = `EPSG:${EPSG.exec(wkt)?.[1] ?? ''}`;
  if (isCrs(code)) return { crs: code, said };
  if (!OURS.test(wkt)) {
    const known = /GEOG|PROJ/i.test(wkt);
    findings.add(known ? 'crs-foreign' : 'crs-unknown', place, { said });
    return { said };
  }
  const crs = systemIn(wkt);
  if (!crs) findings.add('crs-unknown', place, { said });
  return { ...(crs ? { crs } : {}), said };
}

function systemIn(wkt: string): Crs | undefined {
  if (!/PROJ(CS|CRS)/i.test(wkt)) return 'EPSG:4490';
  const [meridian, easting] = [CENTRAL, EASTING].map((pattern) => Number(pattern.exec(wkt)?.[1] ?? NaN));
  if (meridian === undefined || easting === undefined || Number.isNaN(meridian)) return undefined;
  const zoned = easting >= ZONE_M;
  if (!zoned && easting !== FALSE_EASTING_M) return undefined;
  const widths = SIX_DEGREES.test(wkt) ? ([6, 3] as const) : ([3, 6] as const);
  const zone = zoned ? Math.floor(easting / ZONE_M) : undefined;
  return widths
    .map((width) => crsOf(meridian, width, zoned))
    .find((crs) => crs && planeOf(crs)?.zone === zone);
}
