import type { Event } from '#kernel/messages';
import type { Day } from '../../shared/terms.js';

/** What a county keeps lists of: its collectives, and the agencies that appraise land. */
export type RegisterName = 'collectives' | 'agencies';

/** At which level it is, and whether its assets are held in shares; a committee where there is no other. */
export type CollectiveKind =
  'village' | 'village-shares' | 'group' | 'group-shares' | 'township' | 'township-shares' | 'committee';

/** 农村集体经济组织, as its registration certificate says. `village`: 村（社区）, or village and group. */
export type Collective = Readonly<{
  name: string;
  uscc: string;
  kind: CollectiveKind;
  /** A code of the pack, such as `370114-01`. */
  township: string;
  village: string;
  representative: string;
  /** Where its money goes: shown only to those whose work needs it. */
  bank?: string;
  account?: string;
}>;

/** 土地评估机构, as it is recorded with the authority. */
export type Agency = Readonly<{ name: string; uscc: string; recordNo: string; validUntil: Day }>;

/** One line of a register: which it is, its register says. */
export type RegisterRecord = Collective | Agency;

/** A file as it was handed in: both digests in hexadecimal. */
export type RegisterFile = Readonly<{ name: string; bytes: number; sha256: string; sm3: string }>;

/** Of which register; `district` has six digits. */
type OfRegister = Readonly<{ district: string; register: RegisterName }>;
type Decided = Readonly<{ documentNo: string; by: readonly string[] }>;

export type RegistersEvent =
  /** By hand, one record. Its key never changes, whatever is amended. */
  | Event<'RecordEntered', OfRegister & Decided & Readonly<{ key: string; record: RegisterRecord }>>
  /** The record as it is from now on, as a whole. */
  | Event<'RecordAmended', OfRegister & Decided & Readonly<{ key: string; record: RegisterRecord }>>
  /** It is kept, with its history, and no new scheme may name it. */
  | Event<'RecordEnded', OfRegister & Decided & Readonly<{ key: string; on: Day; reason: string }>>
  /** A file without a fault is there to be looked at; nothing is in force by it. */
  | Event<
      'RegisterImported',
      OfRegister &
        Readonly<{
          source: string;
          file: RegisterFile;
          rows: readonly RegisterRecord[];
          by: readonly string[];
        }>
    >
  /** Somebody else took it over: these records are new, those have changed, all others stay as they are. */
  | Event<
      'RegisterAdopted',
      OfRegister &
        Decided &
        Readonly<{ sha256: string; entered: readonly string[]; amended: readonly string[] }>
    >;
