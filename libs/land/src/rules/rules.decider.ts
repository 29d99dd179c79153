import type { Decider } from '#kernel/messages';
import { civilDate, isBlank, isLaterVersion } from '#policy';
import { isRepeat } from '../shared/repeat.rules.js';
import { requireDistrictsKept } from './districts.rules.js';
import type { RulesCommand } from './rules.commands.js';
import type { RulesEvent } from './rules.events.js';
import { refuse } from './rules.refusals.js';

/** Versions adopted so far, the latest of each pack last; with what they say, to know a repetition. */
export type Rules = readonly Readonly<{ id: string; version: string; text: string; documentNo: string }>[];

/**
 * Rules change by adopting a higher version with a document, from today on: what began before goes on as it
 * began.
 */
export const rules: Decider<Rules, RulesCommand, RulesEvent> = {
  initial: [],

  decide({ data: { content, follows, changes, documentNo }, meta }, adopted): readonly RulesEvent[] {
    const { id, version, validFrom } = content.data;
    const ref = `${id}@${version}`;
    const same = adopted.find((known) => known.id === id && known.version === version);
    if (
      same?.text === JSON.stringify(content) &&
      isRepeat([`规则包${ref}`, `Pack ${ref}`], { documentNo: same.documentNo }, { documentNo })
    )
      return [];
    if (same) throw refuse('rules.version-used', { ref });
    if (isBlank(documentNo)) throw refuse('rules.document-missing');
    const adoptedLast = adopted.findLast((known) => known.id === id);
    if (adoptedLast && follows !== `${id}@${adoptedLast.version}`)
      throw refuse('rules.changed-meanwhile', {
        follows: follows ?? '',
        latest: `${id}@${adoptedLast.version}`,
      });
    if (follows !== null && !isLaterVersion(version, follows.slice(id.length + 1)))
      throw refuse('rules.version-older', { ref, latest: follows });
    const today = civilDate(meta.at);
    if (validFrom < today) throw refuse('rules.retroactive', { ref, validFrom, today });
    if (changes.length === 0) throw refuse('rules.nothing-changed', { ref, latest: follows ?? ref });
    requireDistrictsKept(changes, validFrom);
    return [{ type: 'RulesAdopted', data: { ref, documentNo, changes, content } }];
  },

  evolve(adopted, { data: { content, documentNo } }): Rules {
    return [
      ...adopted,
      { id: content.data.id, version: content.data.version, text: JSON.stringify(content), documentNo },
    ];
  },
};
