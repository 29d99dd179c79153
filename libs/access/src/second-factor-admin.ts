import { Inject, Injectable } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { AuditTrail } from './audit.js';
import { AccessRefused } from './refusals.js';
import { SecondFactors } from './second-factors.js';
import type { BegunFactor } from './second-factors.js';
import { Sessions } from './sessions.js';

/** Setting up one's own second factor, and the operator's way out for whoever has lost theirs. */
@Injectable()
export class SecondFactorAdmin {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(SecondFactors) private readonly factors: SecondFactors,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /**
   * Begins, for whoever shows that the session is theirs: by the password, and by a code of the factor that
   * is to be replaced. @throws AccessRefused `session.confirmation-wrong`, `sign-in.*`
   */
  async begin(user: string, session: string, password: string, code?: string): Promise<BegunFactor> {
    const proof = (await this.factors.isSet(user)) ? { password, code: code ?? '' } : { password };
    if (!(await this.sessions.proves(user, session, proof)))
      throw new AccessRefused('session.confirmation-wrong');
    return this.factors.begin(user);
  }

  /**
   * Finishes; every other session ends, for it was opened without this factor. Answers with the recovery
   * codes. @throws AccessRefused `second-factor.not-begun`, `second-factor.code-wrong`, `sign-in.locked`
   */
  async finish(user: string, session: string, code: string): Promise<readonly string[]> {
    const codes = await this.factors.finish(user, code);
    await this.audit.note(user, 'second-factor.set', user);
    await this.sessions.endAll(user, session);
    return codes;
  }

  /**
   * Takes the factor away from an account and ends its sessions; who needs one sets up another at the next
   * sign-in. @throws AccessRefused `account.unknown`, `second-factor.none`
   */
  async reset(by: string, user: string): Promise<void> {
    if (!(await this.accounts.view(user))) throw new AccessRefused('account.unknown');
    if (!(await this.factors.isSet(user))) throw new AccessRefused('second-factor.none');
    await this.audit.note(by, 'second-factor.reset', user);
    await this.factors.remove(user);
    await this.sessions.endAll(user);
  }
}
