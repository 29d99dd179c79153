import { PaperRefused } from './faults.js';
import type { Content } from './media.js';

/** Source: [MS-CFB] 2.2, 2.3 and 2.6. */
const HEADER_BYTES = 512;
const SECTOR_SHIFTS: readonly number[] = [9, 12];
const FATS_IN_HEADER = 109;
const ENTRY_BYTES = 128;
const NAME_BYTES_MAX = 64;
const LAST_SECTOR = 0xfffffffa;
/** Office files have a few dozen entries; a longer chain is a loop or none of theirs. */
const DIRECTORY_SECTORS_MAX = 1_024;

/** The names in a compound file's directory. @throws PaperRefused `unknown` where it cannot be read */
export async function namesInOle(content: Content): Promise<readonly string[]> {
  const header = await content.read(0, HEADER_BYTES);
  const shift = header.length === HEADER_BYTES ? header.readUInt16LE(30) : 0;
  if (!SECTOR_SHIFTS.includes(shift)) throw new PaperRefused('unknown');
  const size = 2 ** shift;
  const sectorAt = (sector: number) => content.read((sector + 1) * size, size);
  const names: string[] = [];
  let sector = header.readUInt32LE(48);
  for (let read = 0; sector < LAST_SECTOR; read++) {
    if (read === DIRECTORY_SECTORS_MAX) throw new PaperRefused('unknown');
    names.push(...namesOf(await sectorAt(sector)));
    sector = await nextOf(sector, { header, size, sectorAt });
  }
  return names;
}

type Sectors = Readonly<{ header: Buffer; size: number; sectorAt: (sector: number) => Promise<Buffer> }>;

/** Which sector follows, as far as the tables that the header names say it (seven megabytes at least). */
async function nextOf(sector: number, { header, size, sectorAt }: Sectors): Promise<number> {
  const perFat = size / 4;
  const fat = Math.floor(sector / perFat);
  // The directory was written among the first sectors or not: what the header does not know is not followed.
  if (fat >= FATS_IN_HEADER) return LAST_SECTOR;
  const table = await sectorAt(header.readUInt32LE(76 + fat * 4));
  const at = (sector % perFat) * 4;
  return at + 4 <= table.length ? table.readUInt32LE(at) : LAST_SECTOR;
}

function namesOf(sector: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at + ENTRY_BYTES <= sector.length; at += ENTRY_BYTES) {
    const bytes = sector.readUInt16LE(at + NAME_BYTES_MAX);
    if (bytes > 2 && bytes <= NAME_BYTES_MAX) names.push(sector.toString('utf16le', at, at + bytes - 2));
  }
  return names;
}
