/**
 * C2SP tlog-witness: signs what a log says of itself, as long as each thing that it says follows from the one
 * before. It keeps one checkpoint of each log and never goes back.
 */
import { createHash } from 'node:crypto';
import { checkpointIn } from './checkpoint.js';
import type { Checkpoint } from './checkpoint.js';
import { NoteRefused } from './keys.js';
import type { Signer, Verifier } from './keys.js';
import { openedBy, signatureLine } from './note.js';
import { EMPTY_ROOT, HASH_BYTES, isConsistent } from './tree.js';

export const PROOF_LINES_MAX = 63;
/** More than 63 hashes and a checkpoint with all its signatures. */
export const REQUEST_BYTES_MAX = 262_144;
export const SIZE_TYPE = 'text/x.tlog.size';
const TEXT_TYPE = 'text/plain; charset=utf-8';

export type Answer = Readonly<{ status: number; body: string; type: string }>;
const answer = (status: number, body: string, type = TEXT_TYPE): Answer => ({ status, body, type });

/** Where a witness keeps what it signed last. */
export type WitnessMemory = Readonly<{
  /** The checkpoint with all signatures that were verified or given, by the hash of its origin. */
  last: (origin: string) => Promise<string | undefined>;
  /**
   * Keeps a newer one for good, where the last one still is `before`: false where somebody was faster. It
   * resolves when no crash can lose it.
   */
  replace: (origin: string, before: string | undefined, note: string) => Promise<boolean>;
}>;

/** The name under which a checkpoint is kept and shown: the SHA-256 of its origin, in hex. */
export const originHash = (origin: string): string => createHash('sha256').update(origin).digest('hex');

type Asked = Readonly<{ old: number; proof: readonly Buffer[]; note: string }>;

function askedIn(body: string): Asked | undefined {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n');
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  const proof = lines.map((line) => Buffer.from(line, 'base64'));
  const isProof =
    lines.length <= PROOF_LINES_MAX &&
    proof.every((hash, at) => hash.length === HASH_BYTES && hash.toString('base64') === lines[at]);
  return old === undefined || !isProof ? undefined : { old: Number(old), proof, note: body.slice(end + 2) };
}

/** How often another process may be faster before it is told to come again. */
const RACES_MAX = 5;

export class Witness {
  constructor(
    /** The logs that it signs for. */
    private readonly logs: () => Promise<readonly Verifier[]>,
    private readonly signers: readonly Signer[],
    private readonly memory: WitnessMemory,
    /** Seconds since 1970. */
    private readonly now: () => number,
  ) {}

  /** `POST /add-checkpoint`. */
  async add(body: string): Promise<Answer> {
    const asked = askedIn(body);
    if (!asked) return answer(400, 'This is no request for a cosignature (c2sp.org/tlog-witness).\n');
    const origin = asked.note.split('\n', 1)[0]!;
    const keys = (await this.logs()).filter(({ name }) => name === origin);
    if (keys.length === 0) return answer(404, 'This witness does not know the log.\n');
    const opened = openedIfSigned(asked.note, keys);
    const checkpoint = opened && checkpointIn(opened.text);
    if (!opened || !checkpoint) return answer(403, 'The log has not signed this checkpoint.\n');
    if (asked.old > checkpoint.size)
      return answer(400, 'The old size is above the size of the checkpoint.\n');
    for (let race = 0; race < RACES_MAX; race++) {
      const before = await this.memory.last(origin);
      const refusal = this.refusal(asked, checkpoint, before);
      if (refusal) return refusal;
      const seconds = this.now();
      const lines = this.signers.map((signer) => signatureLine(opened.text, signer, seconds)).join('');
      const ofLog = opened.signatures.map(({ line }) => line).join('');
      // Kept first, then told: what was told and forgotten could be told otherwise the next time.
      if (await this.memory.replace(origin, before, `${opened.text}\n${ofLog}${lines}`))
        return answer(200, lines);
    }
    return answer(503, 'Too many requests for this log at once: come again.\n');
  }

  /** `GET /<origin hash>/checkpoint`. */
  async checkpoint(hash: string): Promise<Answer> {
    const log = (await this.logs()).find(({ name }) => originHash(name) === hash);
    const note = log && (await this.memory.last(log.name));
    return note === undefined
      ? answer(404, 'This witness has signed nothing of this log.\n')
      : answer(200, note);
  }

  private refusal({ old, proof }: Asked, now: Checkpoint, before: string | undefined): Answer | undefined {
    const last =
      before === undefined ? undefined : checkpointIn(before.slice(0, before.lastIndexOf('\n\n') + 1));
    const lastSize = last?.size ?? 0;
    if (old !== lastSize) return answer(409, `${lastSize}\n`, SIZE_TYPE);
    const isEmpty = now.size === 0 && Buffer.compare(now.root, EMPTY_ROOT) !== 0;
    const follows = isConsistent(proof, { size: old, root: last?.root ?? EMPTY_ROOT }, now);
    return isEmpty || !follows
      ? answer(422, 'The checkpoint does not follow from the one before: the log has been rewritten.\n')
      : undefined;
  }
}

function openedIfSigned(note: string, keys: readonly Verifier[]): ReturnType<typeof openedBy> | undefined {
  try {
    const opened = openedBy(note, keys);
    return opened.signatures.length > 0 ? opened : undefined;
  } catch (error) {
    if (error instanceof NoteRefused) return undefined;
    throw error;
  }
}
