/** What the exchange does not take, in words for whoever asked; nothing of it has happened. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly zh: string,
  ) {
    super(zh);
    this.name = 'Refused';
  }
}

export type RefusalCode =
  | 'lot-unknown'
  | 'lot-paused'
  | 'not-announced'
  | 'not-open'
  | 'not-sold'
  | 'closed'
  | 'bidder-unknown'
  | 'bidder-malformed'
  | 'defaulter'
  | 'deposit-missing'
  | 'deposit-known'
  | 'deposit-late'
  | 'disqualified'
  | 'amount-malformed'
  | 'below-start'
  | 'below-increment'
  | 'second-tender'
  | 'setting-malformed'
  | 'too-late';
