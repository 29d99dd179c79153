/*
 * Shows: a witness signs a log only as far as it grows, keeps what it signed before it tells, and answers as
 * C2SP tlog-witness says; witnesses find what no single reader can: two histories of one log.
 * How: logs of leaves in memory, honest and forked; a policy with groups.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkpointText, openCheckpoint, signCheckpoint } from './checkpoint.js';
import { NoteRefused, cosignerOf, quantumSafeSignerOf, signerOf, verifierIn } from './keys.js';
import type { Signer } from './keys.js';
import { openedBy, signatureLine, signaturesIn } from './note.js';
import { TrustRefused, isQuorum, openTrusted, trustIn } from './trust.js';
import { EMPTY_ROOT, GrowingRoot, consistencyProof, leafHash, rootOf } from './tree.js';
import type { ReadHash } from './tree.js';
import { SIZE_TYPE, Witness, originHash } from './witness.js';
import type { WitnessMemory } from './witness.js';

const NOW = 1_790_000_000;
const LOG = signerOf('rushi/0b2f', Buffer.alloc(32, 1));
const STRANGER = signerOf('rushi/0b2f', Buffer.alloc(32, 2));

/** A log of so many leaves; from `fork` on they are others. */
class Leaves {
  constructor(private readonly fork = Infinity) {}

  leaf = (at: number): Buffer => leafHash(Buffer.from(at < this.fork ? `leaf ${at}` : `other ${at}`));
  private readonly read: ReadHash = (level, index) => {
    const tree = new GrowingRoot();
    for (let at = index * 2 ** level; at < (index + 1) * 2 ** level; at++) tree.add(this.leaf(at));
    return Promise.resolve(tree.root);
  };

  async note(size: number, signer: Signer = LOG): Promise<string> {
    return signCheckpoint({ size, root: await rootOf(this.read, size) }, signer);
  }

  /** What the log sends to a witness that has seen `old` leaves. */
  async request(old: number, size: number, signer?: Signer): Promise<string> {
    const proof = await consistencyProof(this.read, old, size);
    const lines = proof.map((hash) => Buffer.from(hash).toString('base64'));
    return [`old ${old}`, ...lines, '', await this.note(size, signer)].join('\n');
  }
}

function memory(): WitnessMemory & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    last: (origin) => Promise.resolve(kept.get(origin)),
    replace: (origin, before, note) => {
      const isSame = kept.get(origin) === before;
      if (isSame) kept.set(origin, note);
      return Promise.resolve(isSame);
    },
  };
}

const witnessOf = (signer: Signer, kept: WitnessMemory = memory()) =>
  new Witness(
    () => Promise.resolve([verifierIn(LOG.text)]),
    [signer],
    kept,
    () => NOW,
  );
const signers = ['a', 'b', 'c'].map((name, at) => cosignerOf(`${name}.example/w`, Buffer.alloc(32, 10 + at)));
const [first] = signers as [Signer, Signer, Signer];
const honest = new Leaves();

describe('a witness', () => {
  it('signs each head that follows from the one before, with the time', async () => {
    const kept = memory();
    const witness = witnessOf(first, kept);
    for (const [old, size] of [
      [0, 3],
      [3, 3],
      [3, 8],
      [8, 21],
    ] as const) {
      const { status, body } = await witness.add(await honest.request(old, size));
      expect([old, size, status]).toEqual([old, size, 200]);
      const [text] = (await honest.note(size)).split('\n\n');
      expect(signaturesIn(body, `${text}\n`, [first])).toEqual([{ by: first, line: body, time: NOW }]);
    }
    const shown = await witness.checkpoint(originHash(LOG.name));
    expect(openCheckpoint(shown.body, LOG).size).toBe(21);
    expect(openedBy(shown.body, [LOG, first]).signatures).toHaveLength(2);
    expect((await witness.checkpoint(originHash('another'))).status).toBe(404);
  });

  it('tells how much it has seen where somebody asks from elsewhere', async () => {
    const witness = witnessOf(first);
    await witness.add(await honest.request(0, 5));
    for (const old of [0, 4])
      expect(await witness.add(await honest.request(old, 9))).toEqual({
        status: 409,
        body: '5\n',
        type: SIZE_TYPE,
      });
  });

  it('signs no log that was edited, cut or forked, and goes on with the honest one', async () => {
    const witness = witnessOf(first);
    await witness.add(await honest.request(0, 6));
    const edited = new Leaves(2);
    expect((await witness.add(await edited.request(6, 6))).status).toBe(422);
    expect((await witness.add(await edited.request(6, 9))).status).toBe(422);
    // Cut: it would have to be asked from a size that it has passed.
    expect((await witness.add(await honest.request(4, 4))).status).toBe(409);
    // Forked after what it has seen: the first to come is the one, whichever it is.
    const forked = new Leaves(7);
    expect((await witness.add(await forked.request(6, 9))).status).toBe(200);
    expect((await witness.add(await honest.request(9, 9))).status).toBe(422);
    expect((await witness.add(await honest.request(9, 12))).status).toBe(422);
  });

  it('answers what is not of a log that it knows', async () => {
    const witness = witnessOf(first);
    const request = await honest.request(0, 3);
    const other = signerOf('another/log', Buffer.alloc(32, 1));
    const statusOf = async (body: string) => (await witness.add(body)).status;
    expect(await statusOf(await honest.request(0, 3, other))).toBe(404);
    expect(await statusOf(await honest.request(0, 3, STRANGER))).toBe(403);
    expect(await statusOf(request.replace('\n3\n', '\n4\n'))).toBe(403);
    for (const wrong of [
      '',
      'old 0',
      request.replace('old 0', 'old 00'),
      request.replace('old 0', 'old 0\nxx'),
    ])
      expect([wrong, await statusOf(wrong)]).toEqual([wrong, 400]);
    expect(await statusOf(request.replace('old 0', 'old 9'))).toBe(400);
    expect(await statusOf(request.replace('old 0', `old 0\n${EMPTY_ROOT.toString('base64')}`))).toBe(422);
    const lines = Array.from({ length: 64 }, () => EMPTY_ROOT.toString('base64')).join('\n');
    expect(await statusOf(request.replace('old 0', `old 0\n${lines}`))).toBe(400);
    const emptyLie = signCheckpoint({ size: 0, root: honest.leaf(0) }, LOG);
    expect(await statusOf(`old 0\n\n${emptyLie}`)).toBe(422);
    expect(await statusOf(`old 0\n\n${signCheckpoint({ size: 0, root: EMPTY_ROOT }, LOG)}`)).toBe(200);
  });

  it('signs one of two that come at once, and never goes back', async () => {
    const kept = memory();
    const [one, two] = [witnessOf(first, kept), witnessOf(first, kept)];
    await one.add(await honest.request(0, 4));
    const answers = await Promise.all([
      one.add(await honest.request(4, 5)),
      two.add(await new Leaves(4).request(4, 6)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('tells nothing that it could not keep', async () => {
    const broken = { ...memory(), replace: () => Promise.reject(new Error('the disk is full')) };
    await expect(witnessOf(first, broken).add(await honest.request(0, 4))).rejects.toThrow('disk');
  });

  it('is honest under any order of requests of two histories', async () => {
    const step = fc.record({ fork: fc.constantFrom(Infinity, 5), old: fc.nat(8), more: fc.nat(8) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const witness = witnessOf(first);
        const signed: { size: number; root: string }[] = [];
        for (const { fork, old, more } of steps) {
          const leaves = new Leaves(fork);
          const { status } = await witness.add(await leaves.request(old, old + more));
          if (status !== 200) continue;
          const { size, root } = openCheckpoint(await leaves.note(old + more), LOG);
          signed.push({ size, root: Buffer.from(root).toString('hex') });
        }
        // All that it signed is of one history, and grows.
        const isOf = async (fork: number) => {
          const leaves = new Leaves(fork);
          const roots = await Promise.all(
            signed.map(async ({ size }) => openCheckpoint(await leaves.note(size), LOG).root),
          );
          return roots.every((root, at) => Buffer.from(root).toString('hex') === signed[at]!.root);
        };
        expect((await isOf(Infinity)) || (await isOf(5))).toBe(true);
        expect(signed.map(({ size }) => size)).toEqual(signed.map(({ size }) => size).sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a signature of ML-DSA-44', () => {
  const signer = quantumSafeSignerOf('rushi/0b2f', Buffer.alloc(32, 3));

  it('is one of a key that is written and read', async () => {
    const note = signCheckpoint({ size: 3, root: EMPTY_ROOT }, LOG, [signer], NOW);
    const key = verifierIn(signer.text);
    expect(openCheckpoint(note, LOG).size).toBe(3);
    expect(openCheckpoint(note, key).size).toBe(3);
    expect(openedBy(note, [LOG, key]).signatures.map(({ time }) => time)).toEqual([undefined, NOW]);
    expect(() => openCheckpoint(note.replace('\n3\n', '\n4\n'), key)).toThrow(NoteRefused);
    expect(note.length).toBeGreaterThan(2_420);
  });

  it('is over the message of the specification, byte for byte', () => {
    // cosigned_message: label, name, time, origin, start, end, hash.
    const text = checkpointText({ origin: 'o', size: 258, root: Buffer.alloc(32, 7) });
    const bytes = signer.sign(text, 1);
    expect(Buffer.from(bytes.subarray(0, 8)).toString('hex')).toBe('0000000000000001');
    expect(bytes).toHaveLength(8 + 2_420);
    expect(() => signatureLine('no checkpoint\n', signer, 1)).toThrow(NoteRefused);
    const renamed = quantumSafeSignerOf('another', Buffer.alloc(32, 3));
    expect(renamed.judge(text, bytes)).toBeUndefined();
    expect(signer.judge(text, bytes)).toEqual({ time: 1 });
  });
});

describe('a policy', () => {
  const [a, b, c] = signers as [Signer, Signer, Signer];
  const TEXT = [
    '# two of three',
    `log ${LOG.text} https://rushi.example`,
    `witness A ${a.text} http://127.0.0.1:1`,
    `  witness\tB ${b.text}`,
    `witness C ${c.text}`,
    'group town 2 A B C',
    'quorum town',
    '',
  ].join('\n');
  const noteBy = async (leaves: Leaves, ...by: readonly Signer[]) => {
    const note = await leaves.note(8);
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    return note + by.map((signer) => signatureLine(text, signer, NOW)).join('');
  };

  it('is met by enough witnesses and by no fewer', async () => {
    const policy = trustIn(TEXT);
    expect(openTrusted(await noteBy(honest, a, c), policy).witnessed).toEqual([
      { name: 'A', time: NOW },
      { name: 'C', time: NOW },
    ]);
    for (const by of [[], [a], [a, a], [a, cosignerOf('b.example/w', Buffer.alloc(32, 99))]])
      await expect((async () => openTrusted(await noteBy(honest, ...by), policy))()).rejects.toThrow(
        'Too few',
      );
    const unsigned = (await noteBy(honest, a, b)).replace(/— rushi.*\n/, '');
    expect(() => openTrusted(unsigned, policy)).toThrow('None of the logs');
  });

  it('makes a split view impossible to show to two people, as long as witnesses are honest', async () => {
    const policy = trustIn(TEXT);
    const witnesses = signers.map((signer) => witnessOf(signer));
    const shownTo = async (leaves: Leaves): Promise<string> => {
      const note = await leaves.note(8);
      const answers = await Promise.all(witnesses.map(async (one) => one.add(await leaves.request(0, 8))));
      return (
        note +
        answers
          .filter(({ status }) => status === 200)
          .map(({ body }) => body)
          .join('')
      );
    };
    const toTheCity = await shownTo(honest);
    const toTheVillage = await shownTo(new Leaves(3));
    // Both are signed by the log: alone, neither reader can know.
    expect([openCheckpoint(toTheCity, LOG).size, openCheckpoint(toTheVillage, LOG).size]).toEqual([8, 8]);
    expect(openTrusted(toTheCity, policy).witnessed).toHaveLength(3);
    expect(() => openTrusted(toTheVillage, policy)).toThrow('Too few witnesses');
  });

  it('counts groups of groups', () => {
    const keys = Array.from({ length: 5 }, (_, at) => cosignerOf(`w${at}`, Buffer.alloc(32, 40 + at)).text);
    const policy = trustIn(
      [
        ...keys.map((key, at) => `witness W${at} ${key}`),
        'group X 2 W0 W1 W2',
        'group Y any W3 W4',
        'group XY all X Y',
        'quorum XY',
      ].join('\n'),
    );
    const met = (...names: string[]) => isQuorum(policy, new Set(names));
    expect([met('W0', 'W1', 'W3'), met('W0', 'W1'), met('W0', 'W3', 'W4'), met('W1', 'W2', 'W4')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('is refused with the line that is wrong', () => {
    const lines = TEXT.split('\n');
    const wrong: readonly (readonly [line: number, text: string])[] = [
      [5, TEXT.replace('witness C', 'witness A')],
      [5, TEXT.replace(`witness C ${c.text}`, `witness C ${a.text}`)],
      [5, TEXT.replace(`witness C ${c.text}`, `witness C ${LOG.text}`)],
      [6, TEXT.replace('2 A B C', '4 A B C')],
      [6, TEXT.replace('2 A B C', '0 A B C')],
      [6, TEXT.replace('2 A B C', '2 A A B')],
      [6, TEXT.replace('2 A B C', '2 A B D')],
      [7, TEXT.replace('quorum town', 'quorum city')],
      [8, `${TEXT}quorum none\n`],
      [8, `${TEXT}quorum\n`],
      [2, TEXT.replace(LOG.text, LOG.text.slice(0, -4))],
      [8, `${TEXT}what is this\n`],
      [1, TEXT.replace('# two', '# \u0007two')],
      [0, lines.slice(0, 6).join('\n')],
    ];
    for (const [line, text] of wrong) {
      const refused = (() => {
        try {
          trustIn(text);
          return undefined;
        } catch (error) {
          return error instanceof TrustRefused ? error.line : error;
        }
      })();
      expect([refused, text]).toEqual([line, text]);
    }
    expect(trustIn('quorum none\n')).toMatchObject({ logs: [], witnesses: [], quorum: undefined });
  });
});

describe('an Ed25519 cosignature', () => {
  it('is the published one', () => {
    // The example of tlog-cosignature: its signature is of a key that is not published; the message is.
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    const note = signerOf('x', Buffer.alloc(32, 10));
    const asNote = note.sign(`cosignature/v1\ntime 1679315147\n${text}`);
    const cosigned = first.sign(text, 1_679_315_147);
    // The same secret over the message that the specification prints.
    expect(Buffer.from(cosigned.subarray(8)).toString('hex')).toBe(Buffer.from(asNote).toString('hex'));
    expect(Buffer.from(cosigned.subarray(0, 8)).readBigUInt64BE()).toBe(1_679_315_147n);
    expect(first.text).toMatch(/^a\.example\/w\+[0-9a-f]{8}\+B[A-P]/);
  });
});
