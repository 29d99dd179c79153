import type { Event } from '#kernel/messages';
import type { PackChange, PackContent } from '#policy';

export type RulesEvent =
  /**
   * A new version of a county's rules: the whole of it, so that the log needs no files to be understood, and
   * what it changes in the version before. Who adopted it stands in the event's metadata.
   */
  Event<
    'RulesAdopted',
    { ref: string; documentNo: string; changes: readonly PackChange[]; content: PackContent }
  >;
