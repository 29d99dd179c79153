/** What operations answer in other types than JSON, as a program reads it: a line, an event, a feed. */
import { shapeOf, shortened } from './taken.js';

/** Those that a program reads for what is in them; pages, papers and pieces of files are for eyes. */
const READABLE = /\+json$|^application\/x-ndjson$|^text\/event-stream$|^application\/atom\+xml$/;
export const isReadable = (type: string): boolean => READABLE.test(type);

/** Lines or events that show what they are. */
const SHOWN_MAX = 2;
/** What ends one of them. */
const ENDS: Readonly<Record<string, string>> = { 'application/x-ndjson': '\n', 'text/event-stream': '\n\n' };
/** Maps whose members are all alike: the first ones show what they are. */
const ALIKE = ['messages', 'schemas', 'properties', '$defs'];

/** The answer at an address in a type, cut to what shows it. A stream is left as soon as that has come. */
export async function answerIn(
  address: string,
  type: string,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const leaving = new AbortController();
  const answer = await fetch(address, { headers: { ...headers, Accept: type }, signal: leaving.signal });
  const given = answer.headers.get('content-type')?.split(';')[0];
  if (answer.status !== 200 || given !== type)
    throw new Error(`${address} answered ${answer.status} in ${given} where ${type} was asked for.`);
  const end = ENDS[type];
  if (end === undefined) {
    const text = await answer.text();
    return type.endsWith('+json') ? fewOf(shortened(JSON.parse(text))) : text;
  }
  let text = '';
  for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.split(end).length > SHOWN_MAX) break;
  }
  leaving.abort();
  return text
    .split(end)
    .slice(0, SHOWN_MAX)
    .map((one) => `${one}${end}`)
    .join('');
}

/** A reference within the answer, which would lead nowhere where the answer is an example. */
const isReference = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && '$ref' in value;

function fewOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.filter((one) => !isReference(one)).map((one) => fewOf(one));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([, part]) => !isReference(part))
    .map(([key, part]) => [key, fewOf(part, key)] as const);
  return Object.fromEntries(ALIKE.includes(name) ? members.slice(0, SHOWN_MAX) : members);
}

/** What is where in an answer, without the values, which differ from run to run. */
export function placesIn(type: string, answer: unknown): readonly string[] {
  if (typeof answer !== 'string') return shapeOf(answer);
  const ofLine = (line: string): readonly string[] => {
    const [, field, data] = /^(\w*): ?(.*)$/.exec(line) ?? [];
    const json = line.startsWith('{') ? line : data?.startsWith('{') ? data : undefined;
    return json === undefined ? [`${field}`] : shapeOf(JSON.parse(json), field);
  };
  const parts = type.endsWith('xml') ? answer.match(/<[?/]?[\w:]+/g) : answer.split('\n').flatMap(ofLine);
  return [...new Set(parts)].sort();
}
