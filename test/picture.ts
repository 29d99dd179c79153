/** The procedure as a picture: drawn from the table that wires it, so that no arrow in it can be untrue. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROCEDURE, nameOf } from '#land';

/**
 * What reaches more parts than this stops or undoes an entry wherever it stands: a sentence says it better.
 */
const PARTS_DRAWN_MAX = 4;
const REGISTERS = ['parcel', 'cadastre'];

/** The pages that show it, and in which language. */
export const DRAWN = [
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh'],
] as const;
/** Where it stands in a page. */
export const PICTURE = /```mermaid\n([\s\S]*?)```\n/;

type Drawn = Readonly<{ from: string; to: string; facts: ReadonlySet<string> }>;

/** Mermaid's text, with the facts on the arrows in Chinese or by their types. */
export async function pictureOf(language: 'zh' | 'en'): Promise<string> {
  const order = PROCEDURE.map(({ part }) => part as string);
  const drawn = await arrows();
  const used = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const label = (type: string) => (language === 'zh' ? nameOf(type).zh : type);
  return [
    'flowchart TD',
    ...PROCEDURE.filter(({ part }) => used.has(part)).map(({ part, zh }) => `  ${part}[${zh}<br>${part}]`),
    ...drawn.map(({ from, to, facts }) => {
      const line = order.indexOf(to) > order.indexOf(from) ? '-->' : '-.->';
      return `  ${from} ${line}|${[...facts].map(label).join('<br>')}| ${to}`;
    }),
    '',
  ].join('\n');
}

/** One arrow between two parts carries all the facts that lead from the one to the other. */
async function arrows(): Promise<readonly Drawn[]> {
  const partOf = await partsOfCommands();
  const pairs = new Map<string, { from: string; to: string; facts: Set<string> }>();
  for (const { part: from, arrows: own } of PROCEDURE)
    for (const { after, gives } of own) {
      const targets = new Set(gives.map(({ type }) => partOf.get(type)!));
      targets.delete(from);
      if (targets.size > PARTS_DRAWN_MAX) continue;
      for (const to of targets) {
        const pair = pairs.get(`${from} ${to}`) ?? { from, to, facts: new Set<string>() };
        for (const type of after) pair.facts.add(type);
        pairs.set(`${from} ${to}`, pair);
      }
    }
  return [...pairs.values()];
}

/** A command belongs to the folder that makes it. */
async function partsOfCommands(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const room of ['stages', 'ledgers'])
    for (const folder of readdirSync(join('libs/land/src', room))) {
      const path = `../libs/land/src/${room}/${folder}/${folder}.commands.js`;
      for (const maker of Object.values((await import(path)) as Record<string, unknown>))
        if (typeof maker === 'function' && 'type' in maker)
          found.set(String(maker.type), REGISTERS.includes(folder) ? 'registers' : folder);
    }
  for (const { part, arrows: own } of PROCEDURE)
    for (const { type } of own.flatMap(({ gives }) => gives)) if (!found.has(type)) found.set(type, part);
  return found;
}
