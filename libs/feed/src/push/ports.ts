import type { Sight } from '../out/feed.js';
import type { GuardOptions } from './guard.js';

/** Who the machines are: looked up each time, so a machine whose keys are taken back gets nothing more. */
export abstract class Recipients {
  /** What a machine may see now; nothing where it has no key any more. */
  abstract sightOf(machine: string): Promise<Sight | undefined>;
}

/** Time as it really passes: receivers compare it with theirs, whatever a demonstration's clock shows. */
export class PushTime {
  /** Milliseconds since 1970 in UTC. */
  ms(): number {
    return Date.now();
  }
}

/** What the operator has set. */
export class PushOptions {
  constructor(readonly guard: GuardOptions) {}
}
