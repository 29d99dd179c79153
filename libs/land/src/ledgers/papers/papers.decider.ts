import { civilDate } from '#policy';
import type { RulePacks } from '#policy';
import type { Decider } from '#kernel/messages';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Subject } from '../../shared/terms.js';
import type { PapersCommand } from './papers.commands.js';
import type { AttachedPaper, PapersEvent } from './papers.events.js';
import { refuse } from './papers.refusals.js';

/** Papers of one entry, withdrawn ones too: what is more than this is no case file any more. */
export const PAPERS_AN_ENTRY_MAX = 500;
/** A paper that the pack's list does not name. */
export const OTHER_PAPER = 'other';

export type Papers = Readonly<{
  /** In the order in which they came. */
  attached: readonly Readonly<{ subject: Subject; withdrawn: string | null } & AttachedPaper>[];
}>;

/** Which papers an entry has: each is attached once, and withdrawn only while its step is not over. */
export const papers = (packs: RulePacks): Decider<Papers, PapersCommand, PapersEvent> => ({
  initial: { attached: [] },

  decide({ type, data, meta }, { attached }): readonly PapersEvent[] {
    switch (type) {
      case 'AttachPaper': {
        const { kind, sha256 } = data;
        // The same content under another heading is another paper of the file.
        if (attached.some((one) => one.withdrawn === null && one.sha256 === sha256 && one.kind === kind))
          return [];
        if (attached.length >= PAPERS_AN_ENTRY_MAX)
          throw refuse('papers.too-many', { max: PAPERS_AN_ENTRY_MAX });
        const rows = packs.of(meta.policy).on(civilDate(meta.at), data.subject.district).papers;
        if (kind !== OTHER_PAPER && !rows.some(({ key }) => key === kind))
          throw refuse('papers.kind-unknown', { kind });
        return [{ type: 'PaperAttached', data: { ...data, paper: attached.length + 1 } }];
      }
      case 'WithdrawPaper': {
        const found = attached.find(({ paper }) => paper === data.paper);
        if (!found) throw refuse('papers.unknown', { paper: data.paper });
        const { subject, paper, sha256, withdrawn, office, stage } = found;
        if (
          withdrawn !== null &&
          isRepeat(
            [`第${paper}份材料的撤回`, `The withdrawal of paper ${paper}`],
            { reason: withdrawn },
            {
              reason: data.reason,
            },
          )
        )
          return [];
        if (office !== data.office) throw refuse('papers.of-others', { paper });
        if (stage !== data.stage) throw refuse('papers.step-over', { paper });
        return [{ type: 'PaperWithdrawn', data: { subject, paper, sha256, reason: data.reason } }];
      }
    }
  },

  evolve({ attached }, { type, data }): Papers {
    switch (type) {
      case 'PaperAttached':
        return { attached: [...attached, { ...data, withdrawn: null }] };
      case 'PaperWithdrawn':
        return {
          attached: attached.map((one) =>
            one.paper === data.paper ? { ...one, withdrawn: data.reason } : one,
          ),
        };
    }
  },
});
