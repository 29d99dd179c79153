/**
 * What a thread for layers runs: the file of a layer in; its features out, as texts that a database keeps,
 * with their boxes, their digest and a report.
 */
import { createHash } from 'node:crypto';
import { Rejected } from '#kernel/messages';
import type { RefusalParts } from '#kernel/messages';
import type { IntakeFeature } from './intake/assemble.js';
import type { Properties } from './intake/draft.js';
import { takeIn } from './intake/take-in.js';
import type { Intake } from './intake/take-in.js';
import type { IntakeQuestion } from './intake.job.js';
import type { LayerFeature } from './layers.js';
import { attributeOf, boxOf, ringsOf } from './overlay.js';
import type { Box } from './overlay.js';

/** Features that are written, and so kept in memory as they are written, at a time. */
export const BATCH_FEATURES_MAX = 1_000;
const MM_PER_M = 1_000;

/** `number` from 1, in the order of the file; `box` in metres on the layer's plane; `value` one feature. */
export type FeatureRow = Readonly<{ number: number; box: Box; value: string }>;
export type LayerIntake = Omit<Intake, 'features'> &
  Readonly<{
    /** Each a JSON list of {@link FeatureRow} in UTF-8: bytes, which weigh less than objects on the way. */
    batches: readonly Uint8Array[];
    /** SHA-256 over what all features say, in hexadecimal. */
    digest: string;
    /** West, south, east and north on the layer's plane, whole metres; nothing where there is no feature. */
    extent: readonly number[];
    /** How many features have which value of the attribute that was asked for; empty is none. */
    values?: Readonly<Record<string, number>>;
    /** Of the file itself, in hexadecimal. */
    sha256: string;
    sm3: string;
  }>;
export type LayerAnswer = Readonly<{ found: LayerIntake }> | Readonly<{ refused: RefusalParts }>;

export default function layer({ bytes, name, attribute, ...options }: IntakeQuestion): LayerAnswer {
  try {
    const [sha256, sm3] = ['sha256', 'sm3'].map((kind) => createHash(kind).update(bytes).digest('hex'));
    const { features, ...report } = takeIn(bytes, name, options);
    return {
      found: {
        ...report,
        ...written(features),
        ...valuesIn(features, attribute),
        sha256: sha256!,
        sm3: sm3!,
      },
    };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { refused: error.parts };
  }
}

/** More values than a scale of grades has: the rest is not counted. */
export const VALUES_MAX = 50;

function valuesIn(
  features: readonly IntakeFeature[],
  attribute: string | undefined,
): Pick<LayerIntake, 'values'> {
  if (attribute === undefined) return {};
  const counts = new Map<string, number>();
  for (const { properties } of features) {
    const value = attributeOf(properties, attribute);
    if (counts.has(value) || counts.size < VALUES_MAX) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return { values: Object.fromEntries(counts) };
}

function written(features: readonly IntakeFeature[]): Pick<LayerIntake, 'batches' | 'digest' | 'extent'> {
  const digest = createHash('sha256');
  const encoder = new TextEncoder();
  const batches: Uint8Array[] = [];
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let from = 0; from < features.length; from += BATCH_FEATURES_MAX) {
    const rows = features.slice(from, from + BATCH_FEATURES_MAX).map((feature, index): FeatureRow => {
      const number = from + index + 1;
      const row = rowOf(feature, number);
      digest.update(row.value).update('\n');
      [west, south] = [Math.min(west, row.box[0]), Math.min(south, row.box[1])];
      [east, north] = [Math.max(east, row.box[2]), Math.max(north, row.box[3])];
      return row;
    });
    batches.push(encoder.encode(JSON.stringify(rows)));
  }
  const extent =
    features.length === 0 ? [] : [Math.floor(west), Math.floor(south), Math.ceil(east), Math.ceil(north)];
  return { batches, digest: digest.digest('hex'), extent };
}

function rowOf({ properties, geometry }: IntakeFeature, number: number): FeatureRow {
  const feature: LayerFeature = {
    type: 'Feature',
    properties: { ...properties, name: nameIn(properties) ?? `第${number}个图斑` },
    geometry,
  };
  const [west, south, east, north] = boxOf(ringsOf(feature));
  return {
    number,
    box: [west / MM_PER_M, south / MM_PER_M, east / MM_PER_M, north / MM_PER_M],
    value: JSON.stringify(feature),
  };
}

/** What owners of layers call the name of a feature, or its number: the first of them that says something. */
const NAME_FIELDS = ['name', '名称', 'mc', '图斑名称', 'tbmc', '编号', '图斑编号', 'tbbh', '地块编号', 'bsm'];

function nameIn(properties: Properties): string | undefined {
  const values = new Map(Object.entries(properties).map(([field, value]) => [field.toLowerCase(), value]));
  for (const field of NAME_FIELDS) {
    const text = String(values.get(field) ?? '').trim();
    if (text !== '') return text;
  }
  return undefined;
}
