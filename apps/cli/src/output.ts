import { styleText } from 'node:util';
import { escapeForJson, escapeForTerminal } from '#policy/values';

/** Where a command writes: results to `out`, progress and errors to `err`. */
export type Io = Readonly<{
  out: (text: string) => void;
  err: (text: string) => void;
  /** Whether progress may redraw its line. */
  live: boolean;
  color: boolean;
}>;

type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** NO_COLOR (any value but the empty one) and a pipe both mean plain text. */
export function processIo(): Io {
  const color = process.stdout.isTTY === true && !process.env.NO_COLOR;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    live: process.stderr.isTTY === true,
    color,
  };
}

export const paint = ({ color }: Io, style: Style, text: string): string =>
  color ? styleText(style, text, { validateStream: false }) : text;

export const line = (io: Io, text = ''): void => io.out(`${text}\n`);

/** What was done. `before`: on this very request the server had done it already, and did nothing now. */
export const tellDone = (io: Io, text: string, before = false): void =>
  line(io, before ? paint(io, 'yellow', `此前已办理，没有变化：${text}`) : paint(io, 'green', text));

/** JSON as machines read it: bigints are decimal strings, maps are objects. */
export const json = (io: Io, value: unknown): void =>
  line(io, escapeForJson(JSON.stringify(value, plain, 2)));

/** What others wrote, as it may stand on a terminal: nothing in it can forge a line or a colour of ours. */
export function shown<T>(value: T): T {
  if (typeof value === 'string') return escapeForTerminal(value) as T;
  if (Array.isArray(value)) return (value as unknown[]).map(shown) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [escapeForTerminal(key), shown(inner)]),
  ) as T;
}

export function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Map) return Object.fromEntries(value as Map<string, unknown>);
  return value;
}

/** Columns that a terminal shows Chinese in: a CJK character is two wide. */
export const widthOf = (text: string): number =>
  [...text].reduce((width, char) => width + (char > '\u2e7f' ? 2 : 1), 0);

const pad = (text: string, width: number, right: boolean): string => {
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? gap + text : text + gap;
};

/** A table with a head; a head that ends in `>` stands for a column of numbers, set to the right. */
export function table(io: Io, head: readonly string[], given: readonly (readonly string[])[]): void {
  const rows = shown(given);
  const right = head.map((title) => title.endsWith('>'));
  const titles = head.map((title) => title.replace(/>$/, ''));
  const widths = titles.map((title, column) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const write = (cells: readonly string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column]!, right[column]!))
      .join('  ')
      .trimEnd();
  line(io, paint(io, 'dim', `  ${write(titles)}`));
  for (const row of rows) line(io, `  ${write(row)}`);
}

const BAR_CELLS = 24;

/** How often progress is drawn, in ms. */
const DRAWN_EVERY_MS = 100;

/** One line that redraws itself on a terminal and stands there at the end; elsewhere nothing. */
export class Progress {
  private shownAt = 0;
  private last = '';

  constructor(private readonly io: Io) {}

  show(done: number, total: number, text: string): void {
    if (!this.io.live) return;
    const filled = total === 0 ? BAR_CELLS : Math.round((BAR_CELLS * done) / total);
    this.last = `${'█'.repeat(filled)}${'░'.repeat(BAR_CELLS - filled)} ${done}/${total} ${text}`;
    if (Date.now() - this.shownAt < DRAWN_EVERY_MS) return;
    this.shownAt = Date.now();
    this.io.err(`\r\u001b[2K${this.last}`);
  }

  /** The last that was said, however shortly after the one before. */
  end(): void {
    if (this.last !== '') this.io.err(`\r\u001b[2K${this.last}\n`);
  }
}
