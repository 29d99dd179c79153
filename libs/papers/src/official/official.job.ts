import { CharactersMissing } from './document.js';
import type { OfficialDocument, OfficialFormat } from './document.js';
import { docxOf } from './docx.js';
import { pdfOf } from './pdf.js';

export type PrintOrder = Readonly<{ document: OfficialDocument; format: OfficialFormat }>;
/** An error loses its class between threads. */
export type Printed = Readonly<{ bytes: Uint8Array }> | Readonly<{ missing: readonly string[] }>;

/**
 * Sets a paper: two tenths of a second of a processor for a PDF, so not in the thread that answers everybody.
 */
export default async function print({ document, format }: PrintOrder): Promise<Printed> {
  try {
    return { bytes: await (format === 'pdf' ? pdfOf(document) : docxOf(document)) };
  } catch (error) {
    if (error instanceof CharactersMissing) return { missing: error.characters };
    throw error;
  }
}
