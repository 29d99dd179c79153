import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { EventStoreDbLog } from '#eventstoredb';
import { BullAlarms } from '#jobs';
import { Alarms } from '#kernel';
import type { Environment } from './engines.js';

@Module({})
class AlarmsModule {}

/** The log of a process, where PostgreSQL does not keep it. */
export async function logOf({
  EVENTSTORE_URL: url,
  EVENTSTORE_PREFIX: prefix,
}: Environment): Promise<EventStoreDbLog | undefined> {
  if (url === undefined) return undefined;
  const { EventStoreDbLog } = await import('#eventstoredb');
  return new EventStoreDbLog({ url, prefix });
}

/** Who wakes a process for its deadlines. */
export async function alarmsOf({ DATABASE_URL, REDIS_URL }: Environment): Promise<DynamicModule> {
  const alarms = await BullAlarms.open({ url: REDIS_URL ?? DATABASE_URL });
  return {
    module: AlarmsModule,
    global: true,
    providers: [{ provide: Alarms, useValue: alarms }],
    exports: [Alarms],
  };
}
