import { filled } from '#policy';
import type { RulePacks } from '#policy';
import type { Decider } from '#kernel/messages';
import { bucketOf, noBuckets } from '../../shared/buckets.rules.js';
import type { Buckets } from '../../shared/buckets.rules.js';
import type { OfficialCommand } from './official.commands.js';
import type { OfficialEvent } from './official.events.js';

/** `issued`: the facts that have their paper, with its number. */
export type Official = Readonly<{ last: number; issued: Buckets<number> }>;

/**
 * Gives the numbers of one kind of paper, each once and none left out: the register is a stream, which one
 * append at a time makes longer. A fact that has its paper gets no second one, however often it is told. A
 * pack without a row for the kind sends none.
 */
export const official = (packs: RulePacks): Decider<Official, OfficialCommand, OfficialEvent> => ({
  initial: { last: 0, issued: noBuckets() },

  decide({ data, meta }, { last, issued }): readonly OfficialEvent[] {
    const { subject, kind, year, basis, on } = data;
    if (issued[bucketOf(basis)]!.has(basis)) return [];
    const rules = packs.of(meta.policy).on(on, subject.district);
    const row = rules.officialPapers.find(({ key }) => key === kind);
    if (!row) return [];
    const { name, short = name } = rules.district(subject.district);
    const serial = last + 1;
    const documentNo = filled(row.number, { 简称: short, 年: String(year), 号: String(serial) });
    return [{ type: 'OfficialPaperIssued', data: { subject, kind, year, serial, documentNo, basis, on } }];
  },

  evolve({ issued }, { data: { basis, serial } }): Official {
    const at = bucketOf(basis);
    return {
      last: serial,
      issued: issued.with(at, new Map(issued[at]).set(basis, serial)),
    };
  },
});
