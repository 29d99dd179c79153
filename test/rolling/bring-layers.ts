import { demoLayers } from '#geo';
import { until } from '../../libs/kernel/testing/patience.js';
import { STARTS_AT } from '../http/app.js';

export type Authorised = Readonly<Record<string, string>>;

const DAY_CHARS = 10;

/**
 * Gives a server that is no demonstration the layers of the demonstration, as a district does it: one person
 * imports each as a file, another adopts it. Without layers every scheme is sent back.
 */
export async function bringLayers(
  url: string,
  importer: Authorised,
  adopter: Authorised,
  district = '370114',
): Promise<void> {
  const layers = `${url}/api/v1/layers/${district}`;
  const asked = async (path: string, wanted: number, init: RequestInit): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${layers}${path}`, init);
    const text = await answer.text();
    if (answer.status !== wanted) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  const all = demoLayers();
  // A file without a feature is refused as a mistake: what the demonstration has nothing of lies where no
  // parcel of it is, as the springs do.
  const elsewhere = all.find(({ id }) => id === 'spring-infiltration')!.features;
  for (const { id: layer, version, source, crs, features: own } of all) {
    const features = own.length > 0 ? own : elsewhere;
    const named = { type: 'name', properties: { name: crs } };
    const query = new URLSearchParams({ layer, version, source, file: `${layer}.geojson` });
    const { id } = await asked(`/imports?${query.toString()}`, 202, {
      method: 'POST',
      headers: { ...importer, 'Content-Type': 'application/octet-stream' },
      body: JSON.stringify({ type: 'FeatureCollection', crs: named, features }),
    });
    let state: unknown;
    let refusal: unknown;
    await until(async () => {
      ({ state, refusal } = await asked(`/imports/${String(id)}`, 200, { headers: importer }));
      return state !== 'reading' && state !== 'writing';
    });
    if (state !== 'imported')
      throw new Error(`${layer} was not imported: ${JSON.stringify({ state, refusal })}`);
    const body = {
      layer,
      version,
      documentNo: '章自然资〔2026〕1号',
      validFrom: STARTS_AT.slice(0, DAY_CHARS),
    };
    await asked('/adoptions', 200, {
      method: 'POST',
      headers: {
        ...adopter,
        'Content-Type': 'application/json',
        'Idempotency-Key': `adopted-${district}-${layer}`,
      },
      body: JSON.stringify(body),
    });
  }
}
