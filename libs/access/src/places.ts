import { Inject, Injectable } from '@nestjs/common';
import { Clock, Rejected } from '#kernel';
import { requireOffice } from '#land';
import { RulePacks, citiesIn, districtIn, packsOn, townshipIn } from '#policy';
import { AccessRefused } from './refusals.js';
import type { SignedIn } from './roles.js';
import { dayInJinan } from './time.js';

/** Where accounts may be: districts, townships and offices of the packs in force today. */
@Injectable()
export class Places {
  constructor(
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Of an account or a machine that is made or changed. @throws AccessRefused `account.place` with what there
   * is
   */
  check({ office, district, township }: Pick<SignedIn, 'office' | 'district' | 'township'>): void {
    const packs = packsOn(this.packs, dayInJinan(this.clock.now()));
    try {
      if (district !== undefined) districtIn(packs, district);
      if (district !== undefined && township !== undefined) townshipIn(packs, district, township);
      requireOffice(packs, office);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      const { known, code } = error.details as Readonly<{ known?: readonly string[]; code?: string }>;
      throw new AccessRefused('account.place', {
        why: error.message,
        known: known?.join(', ') ?? code ?? '',
      });
    }
  }

  /** The city of the installation: that of its newest pack. */
  city(): string {
    return citiesIn(packsOn(this.packs, dayInJinan(this.clock.now())))[0] ?? '';
  }
}
