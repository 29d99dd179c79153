import type { Role } from './roles.js';

/** What an installation asks of whoever signs in and decides, beside the password. */
export class SignInNeeds {
  constructor(
    /** Who must set up a second factor before anything else. */
    readonly factorRoles: readonly Role[] = [],
    /** How long a confirmation counts, in milliseconds; nobody is asked where it is absent. */
    readonly confirmWithinMs?: number,
  ) {}

  ofFactor(role: Role): boolean {
    return this.factorRoles.includes(role);
  }
}
