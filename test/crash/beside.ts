import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { EventStoreDbLog } from '#eventstoredb';
import { BullAlarms } from '#jobs';
import { Alarms } from '#kernel';
import type { Environment } from './engines.js';

@Module({})
class AlarmsModule {}

/** The log of a process, where PostgreSQL does not keep it. */
export const logOf = ({ EVENTSTORE_URL }: Environment): EventStoreDbLog | undefined =>
  EVENTSTORE_URL === undefined ? undefined : new EventStoreDbLog({ url: EVENTSTORE_URL });

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
