import { Inject, Injectable } from '@nestjs/common';
import { Accounts } from '#access';

/** What people are called, asked of the accounts: events hold user names, for names change. */
@Injectable()
export class PeopleNames {
  constructor(@Inject(Accounts) private readonly accounts: Accounts) {}

  /** Of those who have an account; whoever has none any more is known by the user name alone. */
  async of(users: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all([...new Set(users)].map((user) => this.accounts.find(user)));
    return new Map(found.flatMap((person) => (person ? [[person.user, person.name] as const] : [])));
  }
}
