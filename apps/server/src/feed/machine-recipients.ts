import { Inject, Injectable } from '@nestjs/common';
import { ApiKeys, MACHINE_ROLES, visible } from '#access';
import { Recipients } from '#feed';
import type { Sight } from '#feed';

/** A machine is sent what it might read itself just now: nothing once its keys are taken back. */
@Injectable()
export class MachineRecipients extends Recipients {
  constructor(@Inject(ApiKeys) private readonly keys: ApiKeys) {
    super();
  }

  async sightOf(machine: string): Promise<Sight | undefined> {
    const key = (await this.keys.list()).find(({ user }) => user === machine);
    if (!key) return undefined;
    const { user, name, office, district, role = 'platform' } = key;
    const to = MACHINE_ROLES.find((known) => known === role);
    const rights = { user, name, office, role, ...(district ? { district } : {}) };
    const within = visible(rights, 'feed.read');
    if (!to || !within) return undefined;
    return { to, ...(within.district === undefined ? {} : { districts: [within.district] }) };
  }
}
