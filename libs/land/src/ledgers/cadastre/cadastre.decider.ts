import { civilDate } from '#policy';
import type { RulePacks } from '#policy';
import type { Decider } from '#kernel/messages';
import type { CadastreCommand } from './cadastre.commands.js';
import type { CadastreEvent } from './cadastre.events.js';
import { survey } from './overlaps.check.js';
import type { Placed } from './overlaps.check.js';

/** By parcel code: a parcel has one entry at a time, because its own stream locks it. */
export type Cadastre = Readonly<Record<string, Placed>>;

/**
 * The boundaries of all active entries of one 地籍子区 in one stream, so that two schemes handed in at the same
 * moment cannot both be placed on the same ground. A parcel code names its 地籍子区 and no parcel lies in two of
 * them, so what borders on another 地籍子区 is kept apart by the survey that drew the zones.
 */
export const cadastre = (packs: RulePacks): Decider<Cadastre, CadastreCommand, CadastreEvent> => ({
  initial: {},

  decide({ type, data, meta }, state): readonly CadastreEvent[] {
    const { subject } = data;
    const before = state[subject.parcel];
    switch (type) {
      case 'PlaceBoundary': {
        const { schemeVersion, boundary } = data;
        if (before?.entry === subject.entry && before.schemeVersion >= schemeVersion) return [];
        const pack = packs.of(meta.policy).on(civilDate(meta.at), subject.district);
        const tolerance = pack.text('scheme.overlap-tolerance-m2');
        const others = Object.values(state);
        const { plane, overlaps } = survey(subject.parcel, boundary, others, tolerance.value, pack);
        if (overlaps.length > 0)
          return [
            { type: 'BoundaryRefused', data: { subject, schemeVersion, overlaps, source: tolerance.source } },
          ];
        return [{ type: 'BoundaryPlaced', data: { subject, schemeVersion, plane } }];
      }
      case 'RemoveBoundary':
        // The next entry of the parcel may have been placed already: its boundary stays.
        return before?.entry === subject.entry ? [{ type: 'BoundaryRemoved', data }] : [];
    }
  },

  evolve(state, { type, data }): Cadastre {
    switch (type) {
      case 'BoundaryPlaced': {
        const {
          subject: { parcel, entry },
          schemeVersion,
          plane,
        } = data;
        return { ...state, [parcel]: { parcel, entry, schemeVersion, plane } };
      }
      case 'BoundaryRefused':
        return state;
      case 'BoundaryRemoved':
        return Object.fromEntries(Object.entries(state).filter(([parcel]) => parcel !== data.subject.parcel));
    }
  },
});
