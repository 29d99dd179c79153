import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Engine, Rejected, envelope } from '#kernel';
import type { CommandMeta } from '#kernel';
import { RegistersKept, changesBy, importRegister, linesOf, readRows, registersOf } from '#land';
import type { RegisterName, RowProblem } from '#land';
import type { PackOn } from '#policy';
import { Problem } from '../../http/problems.js';
import { Job } from '../../http/threads.js';
import table from './table.job.js';
import type { TableAnswer } from './table.job.js';

/** The program of the thread. */
const TABLE_JOB = new URL('./table.job.js', import.meta.url);
const LIMITS = { threads: 1, waiting: 8, limitMs: 20_000, megabytes: 512 } as const;
/** A thousand rows have some 100 kB. */
export const FILE_BYTES_MAX = 4_000_000;
/** Faults that a report tells one by one; of the rest it tells how many they are. */
const PROBLEMS_TOLD_MAX = 200;

/** What a person looks at before a table is adopted. */
export type RegisterReport = Readonly<{
  /** `unchanged`: the register says all of it already. */
  state: 'imported' | 'unchanged' | 'faulty';
  format: string;
  encoding?: string;
  sha256: string;
  sm3: string;
  rows: number;
  entered: number;
  amended: number;
  same: number;
  untouched: number;
  /** Headings of which nothing was read. */
  ignored: readonly string[];
  problemCount: number;
  problems: readonly RowProblem[];
}>;

export type Table = Readonly<{
  district: string;
  register: RegisterName;
  source: string;
  file: string;
  bytes: Buffer;
  pack: PackOn;
  meta: CommandMeta;
}>;

/** Reads tables beside what answers everybody, and imports those without a fault. */
@Injectable()
export class RegistersDesk implements OnApplicationShutdown {
  private readonly job = new Job<Uint8Array, TableAnswer>(TABLE_JOB, LIMITS, table);

  constructor(
    @Inject(RegistersKept) private readonly kept: RegistersKept,
    @Inject(Engine) private readonly engine: Engine,
  ) {}

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

  /** @throws Rejected `register.file-unreadable`, `register.columns-missing` and what else is no table. */
  async import({ district, register, source, file, bytes, pack, meta }: Table): Promise<RegisterReport> {
    const answer = await this.job.run(bytes);
    if ('refused' in answer) throw new Rejected(answer.refused);
    const { rows: cells, format, encoding, sha256, sm3 } = answer.found;
    const { lines, ignored } = linesOf(register, cells);
    const registers = await this.kept.of(district);
    const { rows, problems } = readRows(registers, register, lines, { pack, district });
    const changes = changesBy(registers, register, rows);
    const state = problems.length > 0 ? 'faulty' : changes.same === rows.length ? 'unchanged' : 'imported';
    if (state === 'imported')
      await this.engine.executeAndShow(
        envelope(
          importRegister(registersOf(district), {
            ...{ district, register, source, rows },
            file: { name: file, bytes: bytes.length, sha256, sm3 },
          }),
          meta,
        ),
      );
    return {
      ...{ state, format, ...(encoding === undefined ? {} : { encoding }), sha256, sm3 },
      rows: rows.length,
      entered: changes.entered.length,
      amended: changes.amended.length,
      same: changes.same,
      untouched: changes.untouched,
      ignored,
      problemCount: problems.length,
      problems: problems.slice(0, PROBLEMS_TOLD_MAX),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.job.close();
  }
}
