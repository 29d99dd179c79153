/**
 * C2SP tlog-policy: which logs somebody trusts, and how many of which witnesses have to have seen what a log
 * signed. One log cannot show two people two histories when the same witnesses sign for both.
 */
import { checkpointIn } from './checkpoint.js';
import type { Checkpoint } from './checkpoint.js';
import { NoteRefused, verifierIn } from './keys.js';
import type { Verifier } from './keys.js';
import { openedBy } from './note.js';

/** Logs, witnesses and groups of one policy. */
export const TRUST_NAMES_MAX = 64;
export const TRUST_CHARS_MAX = 262_144;

export class TrustRefused extends Error {
  constructor(
    /** From 1; 0 where it is the whole. */
    readonly line: number,
    reason: string,
  ) {
    super(line === 0 ? reason : `Line ${line}: ${reason}`);
    this.name = 'TrustRefused';
  }
}

export type WitnessOf = Readonly<{ name: string; key: Verifier; url?: string }>;
type Rule = Readonly<{ atLeast: number; members: readonly string[] }>;
export type Trust = Readonly<{
  logs: readonly Readonly<{ key: Verifier; url?: string }>[];
  witnesses: readonly WitnessOf[];
  /** By name; a witness is no group. */
  groups: ReadonlyMap<string, Rule>;
  /** The name of a witness or group; undefined where no witness is asked for. */
  quorum: string | undefined;
}>;

type Draft = {
  logs: { key: Verifier; url?: string }[];
  witnesses: WitnessOf[];
  groups: Map<string, Rule>;
  quorum?: string;
  /** Names that already stand in a group: a witness counts once. */
  grouped: Set<string>;
};
type Line = Readonly<{ at: number; words: readonly string[] }>;

const NONE = 'none';

/** Reads a policy. @throws TrustRefused with the line that is wrong */
export function trustIn(text: string): Trust {
  if (text.length > TRUST_CHARS_MAX) throw new TrustRefused(0, 'The policy is too long.');
  const draft: Draft = { logs: [], witnesses: [], groups: new Map(), grouped: new Set() };
  for (const line of linesOf(text)) read(draft, line);
  if (draft.quorum === undefined) throw new TrustRefused(0, 'The policy has no quorum.');
  const { logs, witnesses, groups, quorum } = draft;
  return { logs, witnesses, groups, quorum: quorum === NONE ? undefined : quorum };
}

function linesOf(text: string): readonly Line[] {
  return text.split('\n').flatMap((raw, index) => {
    const at = index + 1;
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(raw))
      throw new TrustRefused(at, 'It has control characters.');
    const words = raw.split(/[ \t]+/).filter((word) => word !== '');
    return words.length === 0 || words[0]!.startsWith('#') ? [] : [{ at, words }];
  });
}

function read(draft: Draft, { at, words: [kind, ...words] }: Line): void {
  const wrong = (reason: string): never => {
    throw new TrustRefused(at, reason);
  };
  if (draft.logs.length + draft.witnesses.length + draft.groups.size >= TRUST_NAMES_MAX && kind !== 'quorum')
    wrong(`The policy has more than ${TRUST_NAMES_MAX} names.`);
  const isKnown = (name: string) =>
    name === NONE || draft.groups.has(name) || draft.witnesses.some((witness) => witness.name === name);
  const keyIn = (written = ''): Verifier => {
    try {
      return verifierIn(written);
    } catch (error) {
      if (error instanceof NoteRefused) return wrong(error.message);
      throw error;
    }
  };
  if (kind === 'log') {
    const [written, url, ...more] = words;
    const key = keyIn(written);
    if (more.length > 0) wrong('A log has a key and an address.');
    if (draft.logs.some((log) => same(log.key, key))) wrong('This log is there already.');
    draft.logs.push({ key, ...(url === undefined ? {} : { url }) });
  } else if (kind === 'witness') {
    const [name = '', written, url, ...more] = words;
    const key = keyIn(written);
    if (more.length > 0) wrong('A witness has a name, a key and an address.');
    if (isKnown(name)) wrong(`The name ${name} is taken.`);
    if (key.kind !== 'cosignature') wrong('This is no key of a witness.');
    if (draft.witnesses.some((witness) => same(witness.key, key))) wrong('This witness is there already.');
    draft.witnesses.push({ name, key, ...(url === undefined ? {} : { url }) });
  } else if (kind === 'group') {
    const [name = '', threshold = '', ...members] = words;
    if (isKnown(name)) wrong(`The name ${name} is taken.`);
    for (const member of members) {
      if (member === NONE || !isKnown(member)) wrong(`${member} is not defined before.`);
      if (draft.grouped.has(member)) wrong(`${member} is in a group already.`);
      draft.grouped.add(member);
    }
    const atLeast = threshold === 'any' ? 1 : threshold === 'all' ? members.length : Number(threshold);
    const isOne = /^(any|all|[1-9]\d{0,3})$/.test(threshold) && atLeast >= 1 && atLeast <= members.length;
    if (!isOne) wrong('A group needs any, all, or a number of its members.');
    draft.groups.set(name, { atLeast, members });
  } else if (kind === 'quorum') {
    const [name = '', ...more] = words;
    if (draft.quorum !== undefined) wrong('There is one quorum.');
    if (more.length > 0 || !isKnown(name)) wrong(`${name} is not defined before.`);
    draft.quorum = name;
  } else wrong(`${kind ?? ''} is neither log, witness, group nor quorum.`);
}

const same = (a: Verifier, b: Verifier): boolean => Buffer.compare(a.raw, b.raw) === 0;

/** Whether so many of the right witnesses are among those named. */
export function isQuorum({ groups, quorum }: Trust, named: ReadonlySet<string>): boolean {
  const has = (name: string): boolean => {
    const group = groups.get(name);
    return group ? group.members.filter(has).length >= group.atLeast : named.has(name);
  };
  return quorum === undefined || has(quorum);
}

export type Witnessed = Readonly<{ name: string; time: number }>;
export type Judged = Readonly<{
  checkpoint: Checkpoint;
  /** Who saw it, and when, in seconds since 1970. */
  witnessed: readonly Witnessed[];
}>;

/**
 * What a note says by a policy: a checkpoint that one of its logs signed and enough witnesses have seen.
 * @throws NoteRefused
 */
export function openTrusted(note: string, policy: Trust): Judged {
  const { text, signatures } = openedBy(note, [
    ...policy.logs.map(({ key }) => key),
    ...policy.witnesses.map(({ key }) => key),
  ]);
  const checkpoint = checkpointIn(text);
  const isOfLog = policy.logs.some(
    ({ key }) => key.name === checkpoint?.origin && signatures.some(({ by }) => by === key),
  );
  if (!checkpoint || !isOfLog) throw new NoteRefused('None of the logs of the policy has signed the note.');
  const witnessed = policy.witnesses.flatMap(({ name, key }) =>
    signatures.filter(({ by }) => by === key).map(({ time = 0 }) => ({ name, time })),
  );
  const names = witnessed.map(({ name }) => name);
  if (!isQuorum(policy, new Set(names)))
    throw new NoteRefused(`Too few witnesses have seen this checkpoint: ${names.join(', ') || 'none'}.`);
  return { checkpoint, witnessed };
}
