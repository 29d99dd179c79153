import type { DynamicModule } from '@nestjs/common';
import { PushModule, Recipients } from '#feed';
import type { Settings } from '../settings.js';
import { MachineRecipients } from './machine-recipients.js';

/** Webhooks, to where the operator lets them go. */
export const pushModule = ({ WEBHOOK_HTTP, WEBHOOK_PRIVATE_HOSTS }: Settings): DynamicModule =>
  PushModule.forRoot(
    { http: WEBHOOK_HTTP, privateHosts: WEBHOOK_PRIVATE_HOSTS.split(',').filter((host) => host !== '') },
    { provide: Recipients, useClass: MachineRecipients },
  );
