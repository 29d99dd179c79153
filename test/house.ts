/**
 * Figures of how the program is built, for `npm run house`: each is a count over the sources that ship, so
 * that a change that makes the next change harder is seen while it is small.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORKS } from '#land';

/**
 * `was`: of release 0.1.0, counted by hand. `places`: where, so that a figure can be argued with. `held`:
 * of a figure that is still over what is wanted, what the test holds it to, so that it does not grow.
 */
export type Figure = Readonly<{
  what: string;
  was: string;
  wanted: number;
  held?: number;
  places: readonly string[];
}>;

const COLUMNS_MAX = 110;
const ROOMS = ['libs/land/src/stages', 'libs/land/src/ledgers'];
/** Of the same rooms, what people and programs reach of them. */
const INTERFACE = 'apps/server/src/land';

const everything = ['apps', 'libs', 'test']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((file) => join(top, file)))
  .filter((file) => /\.(ts|mjs)$/.test(file));
const shipped = everything.filter((file) => !/^test\/|\/testing\/|\.(spec|fixture|d)\.m?ts$/.test(file));
const sources = new Map(everything.map((file) => [file, readFileSync(file, 'utf8')]));
const source = (file: string) => sources.get(file)!;

const rooms = ROOMS.flatMap((room) => readdirSync(room).map((name) => ({ name, folder: join(room, name) })));

/** Files that reach into a folder by anything but its index. */
const reachInto = ({ name, folder }: (typeof rooms)[number], files: readonly string[]) =>
  files.filter(
    (file) =>
      !file.startsWith(`${folder}/`) && new RegExp(`from '[^']*/${name}/(?!index\\.js)`).test(source(file)),
  );

/**
 * Facts that are needed two or more stages after their first event, by the names that they go by on the way.
 * The terms of the deal travel inside it, the others in the dossier or by themselves.
 */
const TERMS_OF_THE_DEAL = [
  /** What the other collective gets of the income: scheme to distribution. */
  /\boriginRatio\b/,
  /** The least dividend of a share: scheme to tenure. */
  /\bminDividendRatio\b/,
  /** The benchmark price: scheme to the rounds of the listing. */
  /\bfenPerM2\b/,
];
const HANDED_ON = [
  /** Who prepared: scheme to the approval, and to the filing of the contract. */
  /\b(preparedBy|preparedFor|Prepared|MayBePrepared|PREPARED_BY_NOBODY|preparedNow)\b/,
  /** The first day of a notice: approval to the rounds of the listing. */
  /\b(earliestNoticeOn|EarliestNotice)\b/,
  /** How ready an entry is: scheme to the waiting list of the quota. */
  /\breadiness\b/,
];

/** Its `preparedBy` is a column that shows who acted in the submission, and not this fact. */
const OF_ANOTHER_MEANING = ['libs/land/src/entry/entry.projection.ts'];

const code = (file: string) =>
  source(file)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '');

const longest = (lists: readonly (readonly string[])[]) =>
  [...lists].sort((a, b) => b.length - a.length)[0] ?? [];

/** The table, with what is counted today. */
export function figures(): readonly Figure[] {
  const land = shipped.filter((file) => file.startsWith('libs/land/src/'));
  const server = shipped.filter((file) => file.startsWith('apps/server/src/'));
  // A calculator asks for figures of the same names by itself: no event brings them there.
  const travelled = land.filter(
    (file) => !file.startsWith('libs/land/src/calculate/') && !OF_ANOTHER_MEANING.includes(file),
  );
  const kinds = WORKS.map(({ kind }) => kind);
  return [
    {
      what: 'files beside its folder that put a stage into the program',
      was: '34',
      wanted: 7,
      places: longest(rooms.map((room) => reachInto(room, land))),
    },
    {
      what: 'files beside its folder that put the routes of a stage into the interface',
      was: 'no folder',
      wanted: 2,
      places: longest(rooms.map(({ name }) => reachInto({ name, folder: join(INTERFACE, name) }, server))),
    },
    {
      what: 'stages and ledgers that reach into another',
      was: '13 pairs',
      wanted: 0,
      places: rooms.flatMap((room) =>
        reachInto(
          room,
          land.filter((file) => ROOMS.some((top) => file.startsWith(top))),
        ),
      ),
    },
    {
      what: 'files of the procedure that name one kind of task',
      was: '12 to 15',
      wanted: 2,
      places: longest(
        kinds.map((kind) => land.filter((file) => new RegExp(`['"\`]${kind}['"\`]`).test(source(file)))),
      ),
    },
    ...(
      [
        ['a term of the deal that is used', TERMS_OF_THE_DEAL],
        ['a fact beside the deal that is used', HANDED_ON],
      ] as const
    ).map(([fact, names]) => ({
      what: `files of the procedure that name ${fact} two stages later`,
      was: '13 to 18',
      wanted: 4,
      places: longest(names.map((name) => travelled.filter((file) => name.test(code(file))))),
    })),
    {
      what: 'files that open, complete or cancel tasks',
      was: '42 sagas',
      wanted: 1,
      places: land.filter((file) => /import \{[^}]*\b(open|complete|cancel)Task\b/.test(source(file))),
    },
    {
      what: `lines over ${COLUMNS_MAX} columns`,
      was: 'thousands',
      wanted: 0,
      places: everything.flatMap((file) =>
        source(file)
          .split('\n')
          .flatMap((line, n) => (line.length > COLUMNS_MAX ? [`${file}:${n + 1}`] : [])),
      ),
    },
    {
      what: 'casts between the stages (`as never`, `as unknown as`)',
      was: 'some 30',
      wanted: 0,
      places: land.flatMap((file) =>
        [...source(file).matchAll(/\bas (never|unknown as)\b/g)].map(() => file),
      ),
    },
  ];
}
