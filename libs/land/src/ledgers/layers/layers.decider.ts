import type { Decider } from '#kernel/messages';
import { civilDate, gradesIn, isBlank } from '#policy';
import type { PackOn, RulePacks } from '#policy';
import { toldOf } from '../../shared/told.rules.js';
import { personsOf } from '../../shared/hands.rules.js';
import { gradeName } from '../../shared/levy-question.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { LayersCommand } from './layers.commands.js';
import type { LayerContent, LayersEvent } from './layers.events.js';
import { refuse } from './layers.refusals.js';
import { evolveLayers, versionIn } from './layers.state.js';
import type { LayerVersion, Layers } from './layers.state.js';

type Of<Type extends LayersCommand['type']> = Extract<LayersCommand, { type: Type }>;
type Given<Type extends LayersCommand['type']> = Pick<Of<Type>, 'data'> &
  Readonly<{ meta: Parameters<Decider<Layers, LayersCommand, LayersEvent>['decide']>[0]['meta'] }>;

/**
 * 规划图层 of a district: imported by one person, adopted by another with a document, from today on. What was
 * checked before stays as it was checked.
 */
export const layers = (packs: RulePacks): Decider<Layers, LayersCommand, LayersEvent> => ({
  initial: [],

  decide({ type, data, meta }, known): readonly LayersEvent[] {
    switch (type) {
      case 'ImportLayer':
        return imported({ data, meta }, known, packs);
      case 'AdoptLayer':
        return adopted({ data, meta }, known);
      case 'RetireLayer':
        return retired({ data, meta }, known);
    }
  },

  evolve: evolveLayers,
});

function imported(
  { data, meta }: Given<'ImportLayer'>,
  known: Layers,
  packs: RulePacks,
): readonly LayersEvent[] {
  const { district, layer, version, content, file } = data;
  const pack = packs.of(meta.policy).on(civilDate(meta.at), district);
  const rows = [...pack.layers, ...pack.gradeMaps];
  const row = rows.find(({ id }) => id === layer);
  if (!row)
    throw refuse('layer.unknown', {
      layer,
      known: toldOf(Object.fromEntries(rows.map(({ id, name }) => [id, name]))),
      codes: rows.map(({ id }) => id).join(', '),
    });
  if (content.taken === 0) throw refuse('layer.empty', { found: content.found });
  requireGrades(data, pack);
  const before = versionIn(known, layer, version)?.imported;
  if (before && before.file.sha256 === file.sha256 && isSameContent(before.content, content)) return [];
  if (before) throw refuse('layer.version-used', { layer, version });
  return [{ type: 'LayerImported', data: { ...data, name: row.name, by: personsOf(meta.actor) } }];
}

const isSameContent = (one: LayerContent, other: LayerContent): boolean =>
  one.features === other.features && one.grades?.attribute === other.grades?.attribute;

/** A grade map says of each of its features a grade that the pack knows; any other layer says none. */
function requireGrades({ layer, content: { grades } }: Of<'ImportLayer'>['data'], pack: PackOn): void {
  const isMap = pack.gradeMaps.some(({ id }) => id === layer);
  if (!isMap && grades) throw refuse('layer.no-grade-map', { layer });
  if (!isMap) return;
  if (!grades) throw refuse('layer.attribute-missing', { layer });
  const { attribute, values } = grades;
  const known = gradesIn(pack);
  const strange = Object.keys(values).filter((value) => !known.includes(gradeName(value)));
  if (known.length > 0 && strange.length > 0)
    throw refuse('layer.grade-unknown', {
      layer,
      attribute,
      found: strange
        .slice(0, SHOWN_MAX)
        .map((value) => (value === '' ? '（空）' : value))
        .join('、'),
      count: strange.reduce((sum, value) => sum + (values[value] ?? 0), 0),
      known: known.join('、'),
    });
}
/** Of grades that nobody knows, so many are told. */
const SHOWN_MAX = 10;

function adopted({ data, meta }: Given<'AdoptLayer'>, known: Layers): readonly LayersEvent[] {
  const { district, layer, version, validFrom, documentNo, leftOut = 0 } = data;
  const found = there(known, layer, version);
  if (found.retired) throw refuse('layer.retired', { layer, version, on: found.retired.on });
  if (found.adopted) {
    const { validFrom: from, documentNo: no } = found.adopted;
    isRepeat(WHAT(data), { validFrom: from, documentNo: no }, { validFrom, documentNo });
    return [];
  }
  const by = personsOf(meta.actor);
  const both = found.imported.by.find((person) => by.includes(person));
  if (both !== undefined) throw refuse('layer.same-person', { layer, version, person: both });
  if (isBlank(documentNo)) throw refuse('layer.document-missing');
  const missing = found.imported.content.found - found.imported.content.taken;
  if (missing !== leftOut) throw refuse('layer.left-out', { layer, version, leftOut: missing });
  const today = civilDate(meta.at);
  if (validFrom < today) throw refuse('layer.retroactive', { layer, version, validFrom, today });
  return [
    { type: 'LayerAdopted', data: { district, layer, version, validFrom, documentNo, leftOut: missing, by } },
  ];
}

function retired({ data, meta }: Given<'RetireLayer'>, known: Layers): readonly LayersEvent[] {
  const { layer, version, documentNo, reason } = data;
  const found = there(known, layer, version);
  if (found.retired) {
    isRepeat(WHAT(data), { documentNo: found.retired.documentNo }, { documentNo });
    return [];
  }
  if (isBlank(documentNo)) throw refuse('layer.document-missing');
  const on = civilDate(meta.at);
  return [
    {
      type: 'LayerRetired',
      data: { district: data.district, layer, version, on, documentNo, reason, by: personsOf(meta.actor) },
    },
  ];
}

function there(known: Layers, layer: string, version: string): LayerVersion {
  const found = versionIn(known, layer, version);
  if (!found) throw refuse('layer.version-unknown', { layer, version });
  return found;
}

const WHAT = ({ layer, version }: Readonly<{ layer: string; version: string }>): [zh: string, en: string] => [
  `图层${layer}的版本${version}`,
  `Version ${version} of layer ${layer}`,
];
