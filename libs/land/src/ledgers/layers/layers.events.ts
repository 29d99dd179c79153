import type { Event } from '#kernel/messages';
import type { Day, SquareMetresText } from '../../shared/terms.js';

/** A file as it was handed in: both digests in hexadecimal. */
export type LayerFile = Readonly<{ name: string; bytes: number; sha256: string; sm3: string }>;

/** What the coordinates were taken for, and on whose word. */
export type LayerReading = Readonly<{
  /** What a person chose, before what the file says. */
  chosen?: string;
  /** As the file was read, such as `EPSG:4527`. */
  crs: string;
  sure: string;
  /** The whole reading in one sentence. */
  zh: string;
}>;

/** What came out of a file: the features themselves lie beside the log, under their digest. */
export type LayerContent = Readonly<{
  format: string;
  /** The plane of the features, without a zone number. */
  system: string;
  reading: LayerReading;
  /** SHA-256 over all features, in hexadecimal; their collection is called so. */
  features: string;
  /** How many features the file has, and how many of them could be taken. */
  found: number;
  taken: number;
  vertices: number;
  areaM2: SquareMetresText;
  /** West, south, east and north on `system`, whole metres. */
  extent: readonly number[];
  /** How often each kind of issue of the intake was found. */
  issues: Readonly<Record<string, number>>;
  /** Of a grade map: the attribute that is the grade, and how many features have which. */
  grades?: Readonly<{ attribute: string; values: Readonly<Record<string, number>> }>;
}>;

/** Of which layer: its district, its id in the pack and what the pack calls it. */
type OfLayer = Readonly<{ district: string; layer: string; version: string }>;

export type LayersEvent =
  /** A version is there to be looked at; nothing is decided by it. `by`: whose hands imported it. */
  | Event<
      'LayerImported',
      OfLayer &
        Readonly<{
          name: string;
          source: string;
          file: LayerFile;
          content: LayerContent;
          by: readonly string[];
        }>
    >
  /** Planning is checked against it from its first day on, until a later version begins or it is retired. */
  | Event<
      'LayerAdopted',
      OfLayer & Readonly<{ validFrom: Day; documentNo: string; leftOut: number; by: readonly string[] }>
    >
  /** From this day on nothing is checked against it; where it was never adopted, it cannot be. */
  | Event<
      'LayerRetired',
      OfLayer & Readonly<{ on: Day; documentNo: string; reason: string; by: readonly string[] }>
    >;
