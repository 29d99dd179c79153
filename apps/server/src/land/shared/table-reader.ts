import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Rejected } from '#kernel';
import { Problem } from '../../http/problems.js';
import { Job } from '../../http/threads.js';
import table from './table.job.js';
import type { Table, TableAnswer } from './table.job.js';

/** The program of the thread. */
const TABLE_JOB = new URL('./table.job.js', import.meta.url);
const LIMITS = { threads: 1, waiting: 8, limitMs: 20_000, megabytes: 512 } as const;
/** A thousand rows have some 100 kB. */
export const FILE_BYTES_MAX = 4_000_000;

/** Reads tables that people hand in, beside what answers everybody. */
@Injectable()
export class TableReader implements OnApplicationShutdown {
  private readonly job = new Job<Uint8Array, TableAnswer>(TABLE_JOB, LIMITS, table);

  /** No more of a body than a file may have. @throws Problem `request.too-large` */
  async receive(body: AsyncIterable<Buffer>): Promise<Buffer> {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of body) {
      length += part.length;
      if (length > FILE_BYTES_MAX) throw new Problem('request.too-large');
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  /** @throws Rejected `register.file-unreadable` */
  async read(bytes: Buffer): Promise<Table> {
    const answer = await this.job.run(bytes);
    if ('refused' in answer) throw new Rejected(answer.refused);
    return answer.found;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.job.close();
  }
}
