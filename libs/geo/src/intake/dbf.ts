/** The attributes of a shapefile: dBase III, in the encoding that is said or found. */
import { propertiesOf } from './draft.js';
import type { Properties } from './draft.js';
import { decode, decodeAs } from './text.js';
import type { Decoded, Encoding } from './text.js';

/** `deleted` rows stand in the file still, beside shapes that do. */
export type Row = Readonly<{ deleted: boolean; properties: Properties }>;
export type Attributes = Readonly<{
  count: number;
  encoding: Encoding;
  lost: number;
  row: (index: number) => Row;
}>;

const HEADER_BYTES = 32;
const FIELD_BYTES = 32;
const END_OF_FIELDS = 0x0d;
const DELETED = 0x2a;
const NAME_BYTES = 11;
/** Code pages of Chinese in the byte for it. */
const CHINESE_PAGES: readonly number[] = [0x4d, 0x7a];
/** So many bytes of the rows tell the encoding. */
const SAMPLE_BYTES = 1_000_000;

type Field = Readonly<{ name: string; type: string; at: number; bytes: number }>;

/** Nothing where the header makes no sense. `encoding` is what a `.cpg` says. */
export function readDbf(bytes: Uint8Array, encoding?: Encoding): Attributes | undefined {
  if (bytes.byteLength < HEADER_BYTES + 1) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [records, headerBytes, rowBytes] = [
    view.getUint32(4, true),
    view.getUint16(8, true),
    view.getUint16(10, true),
  ];
  if (headerBytes < HEADER_BYTES + 1 || rowBytes < 1 || headerBytes > bytes.byteLength) return undefined;
  const page: Encoding | undefined = CHINESE_PAGES.includes(bytes[29]!) ? 'GB18030' : undefined;
  const sample = bytes.subarray(HEADER_BYTES, headerBytes + SAMPLE_BYTES);
  // What is said is believed if it reads without a loss; programs that say nothing write either.
  const chosen = [encoding, page].find((one) => one && decodeAs(sample, one).lost === 0) ?? found(sample);
  const fields = fieldsOf(view, bytes, headerBytes, chosen);
  const there = Math.floor((bytes.byteLength - headerBytes) / rowBytes);
  let lost = 0;
  return {
    count: Math.min(records, there),
    encoding: chosen,
    get lost() {
      return lost;
    },
    row: (index) => {
      const at = headerBytes + index * rowBytes;
      const entries = fields.map(({ name, type, at: from, bytes: length }) => {
        const decoded = decodeAs(
          bytes.subarray(at + from, Math.min(at + from + length, at + rowBytes)),
          chosen,
        );
        lost += decoded.lost;
        return [name, valueOf(decoded, type)] as const;
      });
      return { deleted: bytes[at] === DELETED, properties: propertiesOf(entries) };
    },
  };
}

/** Field by field a name may be cut in the middle of a character: the whole tells better. */
function found(sample: Uint8Array): Encoding {
  const { encoding } = decode(sample);
  return encoding === 'UTF-16LE' || encoding === 'UTF-16BE' ? 'GB18030' : encoding;
}

function fieldsOf(
  view: DataView,
  bytes: Uint8Array,
  headerBytes: number,
  encoding: Encoding,
): readonly Field[] {
  const fields: Field[] = [];
  let at = 1;
  for (let from = HEADER_BYTES; from + FIELD_BYTES <= headerBytes; from += FIELD_BYTES) {
    if (bytes[from] === END_OF_FIELDS) break;
    const raw = bytes.subarray(from, from + NAME_BYTES);
    const end = raw.indexOf(0);
    const name = decodeAs(end < 0 ? raw : raw.subarray(0, end), encoding).text.trim();
    const length = view.getUint8(from + 16);
    fields.push({
      name: name || `字段${fields.length + 1}`,
      type: String.fromCharCode(bytes[from + 11]!),
      at,
      bytes: length,
    });
    at += length;
  }
  return fields;
}

function valueOf({ text }: Decoded, type: string): string | number | boolean | null {
  const plain = text.replaceAll('\0', '').trim();
  if (plain === '') return null;
  if (type === 'N' || type === 'F') {
    const number = Number(plain);
    return Number.isFinite(number) ? number : plain;
  }
  if (type === 'L') return /^[YyTt]$/.test(plain) ? true : /^[NnFf]$/.test(plain) ? false : null;
  if (type === 'D') return plain.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return plain;
}
