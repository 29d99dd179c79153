import { Inject, Injectable } from '@nestjs/common';
import { EventStore, isOneOf } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { registersOf } from './registers.commands.js';
import type { RegisterName, RegisterRecord, RegistersEvent } from './registers.events.js';
import { NO_REGISTERS, evolveRegisters, keyOfRecord } from './registers.state.js';
import type { Registers } from './registers.state.js';

const isOfRegisters = isOneOf<RegistersEvent>(
  'RecordEntered',
  'RecordAmended',
  'RecordEnded',
  'RegisterImported',
  'RegisterAdopted',
);

/** One change of a record: who made it when, on which document, and how the record was from then on. */
export type RegisterChange = Readonly<{
  what: 'entered' | 'amended' | 'ended';
  at: string;
  by: readonly string[];
  documentNo: string;
  /** Of an end: why. Of a change by a file: where the file came from. */
  reason?: string;
  record?: RegisterRecord;
}>;

/** The registers of a district, and what became of one record, as the log has them now. */
@Injectable()
export class RegistersKept {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async of(district: string): Promise<Registers> {
    return (await this.facts(district)).reduce(evolveRegisters, NO_REGISTERS);
  }

  /** The oldest first; nothing where there is no such record. */
  async history(district: string, register: RegisterName, key: string): Promise<readonly RegisterChange[]> {
    const facts = (await this.facts(district)).filter(({ data }) => data.register === register);
    const imports = new Map(
      facts.flatMap(({ type, data }) => (type === 'RegisterImported' ? [[data.file.sha256, data]] : [])),
    );
    return facts.flatMap((fact) => changesIn(fact, key, (sha256) => imports.get(sha256)));
  }

  private async facts(district: string): Promise<readonly Recorded<RegistersEvent>[]> {
    return (await this.store.read(registersOf(district))).filter(isOfRegisters);
  }
}

type Import = Extract<RegistersEvent, { type: 'RegisterImported' }>['data'];

function changesIn(
  { type, data, meta }: Recorded<RegistersEvent>,
  key: string,
  importOf: (sha256: string) => Import | undefined,
): readonly RegisterChange[] {
  const at = meta.occurredAt;
  switch (type) {
    case 'RegisterImported':
      return [];
    case 'RegisterAdopted': {
      const what = data.entered.includes(key)
        ? 'entered'
        : data.amended.includes(key)
          ? 'amended'
          : undefined;
      const brought = importOf(data.sha256);
      const record = brought?.rows.find((row) => keyOfRecord(row) === key);
      const { by, documentNo } = data;
      return what && brought && record ? [{ what, at, by, documentNo, reason: brought.source, record }] : [];
    }
    default: {
      if (data.key !== key) return [];
      const { by, documentNo } = data;
      if (type === 'RecordEnded') return [{ what: 'ended', at, by, documentNo, reason: data.reason }];
      return [
        { what: type === 'RecordEntered' ? 'entered' : 'amended', at, by, documentNo, record: data.record },
      ];
    }
  }
}
