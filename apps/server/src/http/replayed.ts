/** An answer as it was given the first time. */
export type Stored = Readonly<{
  status: number;
  type: string;
  text: string;
  headers: Readonly<Record<string, string>>;
}>;

export const REPLAYED_HEADER = 'Idempotency-Replayed';

/**
 * Not a failure: the answer is known already. Thrown, because only so Nest writes a status other than the
 * route's own.
 */
export class Replayed extends Error {
  constructor(readonly stored: Stored) {
    super('The answer was given before.');
    this.name = 'Replayed';
  }
}
