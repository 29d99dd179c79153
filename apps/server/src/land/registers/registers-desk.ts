import { Inject, Injectable } from '@nestjs/common';
import { Engine, envelope } from '#kernel';
import type { CommandMeta } from '#kernel';
import { RegistersKept, changesBy, importRegister, linesOf, readRows, registersOf } from '#land';
import type { RegisterName, RowProblem } from '#land';
import type { PackOn } from '#policy';
import { TableReader } from '../shared/table-reader.js';

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

/** Imports tables without a fault. */
@Injectable()
export class RegistersDesk {
  constructor(
    @Inject(TableReader) private readonly tables: TableReader,
    @Inject(RegistersKept) private readonly kept: RegistersKept,
    @Inject(Engine) private readonly engine: Engine,
  ) {}

  /** @throws Rejected `register.file-unreadable`, `register.columns-missing` and what else is no table. */
  async import({ district, register, source, file, bytes, pack, meta }: Table): Promise<RegisterReport> {
    const { rows: cells, format, encoding, sha256, sm3 } = await this.tables.read(bytes);
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
}
