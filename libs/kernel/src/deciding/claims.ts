/** Space of records where claims may lie. They are of living processes, so they never move house. */
export const CLAIMS_SPACE = 'claims';

/**
 * Work that one living process has in hand. A claim ends when it is given back, when its process dies, or
 * when it is too old: the next one takes over at once, whoever died.
 */
export abstract class Claims {
  /**
   * Whether the work is ours now. `seconds`: no claim is older, also of a process that lives and has
   * forgotten it.
   */
  abstract take(work: string, seconds: number): Promise<boolean>;
  /** Gives it back; another's claim stays. */
  abstract give(work: string): Promise<void>;
}
