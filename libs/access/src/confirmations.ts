import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import type { Action } from './permissions.js';
import { RealTime, iso } from './time.js';
import { SignInNeeds } from './sign-in-needs.js';

/** When somebody last showed in a session who they are; ends with what it is good for. */
const CONFIRMATIONS = 'session-confirmations';
export const CONFIRMATION_SPACE = CONFIRMATIONS;

/**
 * 批准、签发、收费: what is done in the name of the state and cannot simply be taken back. Each of these rights
 * is that of one decision or of the form that goes with it.
 */
export const CONFIRMED: ReadonlySet<Action> = new Set<Action>([
  // 批准
  'scheme.decide',
  'tenure.convert',
  'tenure.renew',
  // 签发
  'conditions.issue',
  'contract.sign',
  'right.register',
  'tenure.register-transfer',
  'tenure.register-conversion',
  // 收费
  'levy.confirm-rate',
  'levy.notify',
  'levy.record-payment',
  'contract.record-payment',
  'contract.call-rent',
  'tenure.idle-fee',
  'tenure.transfer-levy',
  'tenure.conversion-levy',
]);

/** Whether whoever sits at an open session is still the one who opened it. */
@Injectable()
export class Confirmations {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(SignInNeeds) private readonly needs: SignInNeeds,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /** Whether weighty work has to wait for a confirmation of this session. */
  async isDue(session: string): Promise<boolean> {
    const { confirmWithinMs } = this.needs;
    if (confirmWithinMs === undefined) return false;
    const known = await this.keyValues.get<{ at: number }>(CONFIRMATIONS, session);
    return known === undefined || this.time.ms() >= known.at + confirmWithinMs;
  }

  /** Answers until when it counts; `null` where nobody is asked. */
  async note(session: string): Promise<string | null> {
    const { confirmWithinMs } = this.needs;
    if (confirmWithinMs === undefined) return null;
    const at = this.time.ms();
    const until = iso(at + confirmWithinMs);
    await this.keyValues.put(CONFIRMATIONS, session, { at }, until);
    return until;
  }

  async forget(session: string): Promise<void> {
    await this.keyValues.remove(CONFIRMATIONS, session);
  }
}
