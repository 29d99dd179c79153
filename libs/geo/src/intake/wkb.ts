/** The geometry of a GeoPackage: its header, and the polygons of well-known binary behind it. */
import type { Pair, Ring } from './draft.js';
import { RINGS_MAX } from './limits.js';

/** `kind`: that of the geometry where it is no polygon. */
export type Wkb =
  | Readonly<{ polygons: readonly (readonly Ring[])[]; height: boolean }>
  | Readonly<{ fault: 'empty' | 'broken' | 'rings'; kind?: undefined }>
  | Readonly<{ fault: 'kind'; kind: string }>;

const [POLYGON, MULTIPOLYGON] = [3, 6] as const;
const KINDS: Readonly<Record<number, string>> = {
  1: '点',
  2: '线',
  4: '多点',
  5: '多线',
  7: '几何集合',
  10: '曲线面',
  12: '复合曲面',
};
/** Bytes of the box in the header, by its number. */
const BOX_BYTES: readonly number[] = [0, 32, 48, 48, 64];
const ORDINATE_BYTES = 8;
class Broken extends Error {}

/** `vertices` is told each ring before it is read, and may refuse. */
export function readWkb(blob: Uint8Array, vertices: (count: number) => void): Wkb {
  if (blob.byteLength < 8 || blob[0] !== 0x47 || blob[1] !== 0x50) return { fault: 'broken' };
  const flags = blob[3]!;
  const box = BOX_BYTES[(flags >> 1) & 7];
  if (flags & 0x10) return { fault: 'empty' };
  if (box === undefined) return { fault: 'broken' };
  try {
    return new Reader(blob, 8 + box, vertices).whole();
  } catch (error) {
    if (error instanceof Broken || error instanceof RangeError) return { fault: 'broken' };
    throw error;
  }
}

class Reader {
  private readonly view: DataView;
  private little = true;
  private ordinates = 2;
  private rings = 0;

  constructor(
    blob: Uint8Array,
    private at: number,
    private readonly vertices: (count: number) => void,
  ) {
    this.view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  }

  whole(): Wkb {
    const kind = this.kind();
    if (kind !== POLYGON && kind !== MULTIPOLYGON)
      return { fault: 'kind', kind: KINDS[kind] ?? `类型 ${kind}` };
    const polygons: Ring[][] = [];
    const count = kind === POLYGON ? 1 : this.count(9);
    for (let index = 0; index < count; index += 1) {
      if (kind === MULTIPOLYGON && this.kind() !== POLYGON) throw new Broken();
      const rings = this.count(4);
      this.rings += rings;
      if (this.rings > RINGS_MAX) return { fault: 'rings' };
      polygons.push(Array.from({ length: rings }, () => this.ring()));
    }
    const found = polygons.filter((polygon) => polygon.length > 0);
    return found.length === 0 ? { fault: 'empty' } : { polygons: found, height: this.ordinates > 2 };
  }

  /** Both ways in which programs say that there is a height or a measure. */
  private kind(): number {
    this.little = this.view.getUint8(this.at) === 1;
    const code = this.view.getUint32(this.at + 1, this.little);
    this.at += 5;
    const thousands = Math.floor((code & 0xffffff) / 1_000);
    const heights = (code >>> 31) + ((code >>> 30) & 1) + (thousands === 3 ? 2 : thousands > 0 ? 1 : 0);
    this.ordinates = 2 + Math.min(heights, 2);
    if (code & 0x20000000) this.at += 4;
    return (code & 0xffffff) % 1_000;
  }

  /** A number of things that each take some bytes: more than are left cannot be. */
  private count(bytesEach: number): number {
    const count = this.view.getUint32(this.at, this.little);
    this.at += 4;
    if (count * bytesEach > this.view.byteLength - this.at) throw new Broken();
    return count;
  }

  private ring(): Ring {
    const bytes = this.ordinates * ORDINATE_BYTES;
    const count = this.count(bytes);
    this.vertices(count);
    return Array.from({ length: count }, (): Pair => {
      const pair: Pair = [
        this.view.getFloat64(this.at, this.little),
        this.view.getFloat64(this.at + ORDINATE_BYTES, this.little),
      ];
      this.at += bytes;
      return pair;
    });
  }
}
