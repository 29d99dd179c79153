import { Inject, Injectable } from '@nestjs/common';
import { PackInForce } from '#kernel';
import { RulePacks, civilDate } from '#policy';
import type { Subject } from '../shared/terms.js';

/**
 * A stage begins under the pack that is in force in its district on the day of the fact that opens it, and
 * goes on under it to its end. What happened under a pack that is not in force anywhere that day goes on
 * under that pack.
 */
@Injectable()
export class RulesInForce extends PackInForce {
  constructor(@Inject(RulePacks) private readonly packs: RulePacks) {
    super();
  }

  at(data: object, instant: string, otherwise: string): string {
    const { district } = (data as { subject?: Subject }).subject ?? {};
    if (district === undefined) return otherwise;
    return this.packs.inForce(district, civilDate(instant))?.ref ?? otherwise;
  }
}
