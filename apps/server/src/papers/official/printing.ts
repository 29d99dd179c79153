import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { refuseOfficial } from '#land';
import { PRINT_JOB, print } from '#papers';
import type { PrintOrder, Printed } from '#papers';
import { Job } from '../../http/threads.js';

/** A PDF takes two tenths of a second; its font and what is set of it, some tens of MB. */
const LIMITS = { threads: 1, waiting: 16, limitMs: 15_000, megabytes: 256 } as const;

/** Sets papers beside the thread that answers everybody. */
@Injectable()
export class Printing implements OnApplicationShutdown {
  private readonly job = new Job<PrintOrder, Printed>(PRINT_JOB, LIMITS, print);

  /** @throws Rejected `official.character-missing`; Problem `work.too-long`, `service.busy` */
  async bytes(order: PrintOrder): Promise<Uint8Array> {
    const printed = await this.job.run(order);
    if ('bytes' in printed) return printed.bytes;
    throw refuseOfficial('official.character-missing', { characters: printed.missing.join('') });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.job.close();
  }
}
