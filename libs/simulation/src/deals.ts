import { withCheckDigit } from '#policy';
import type { DealTerms, Party, Scheme, Subject } from '#land';
import type { Chance } from './random.js';

/** What was handed in for each entry, and who takes the land. */
export class Deals {
  readonly schemes = new Map<string, Scheme>();

  constructor(private readonly chance: Chance) {}

  of({ entry }: Subject): DealTerms {
    return this.schemes.get(entry)!.deal;
  }

  buyer(subject: Subject): Party {
    const { equity } = this.of(subject);
    if (equity) return equity.company;
    const { entry } = subject;
    const n = this.chance.between(`${entry}: buyer`, 1, 999);
    return { name: `示范实业${n}有限公司`, uscc: withCheckDigit(`91370114MA${String(n).padStart(7, '0')}`) };
  }
}
