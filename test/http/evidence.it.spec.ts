/*
 * Shows: anybody can see that the log only grew, and that a fact stands in it, without trusting us.
 * How: the whole application; tiles, checkpoints and receipts are read over HTTP and checked with the key.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EvidenceLog,
  GrowingRoot,
  TILE_HASHES,
  TreeKeeper,
  Witnessing,
  checkReceipt,
  hashesIn,
  isConsistent,
  leafHash,
  leafOf,
  openTrusted,
  openCheckpoint,
  trustIn,
  rootOf,
  signerOf,
  tileNumber,
  verifierIn,
} from '#evidence';
import type { Checkpoint, Trust, Verifier } from '#evidence';
import { openWitness } from '../../apps/cli/src/witness.js';
import type { RunningWitness } from '../../apps/cli/src/witness.js';
import { EventStore } from '#kernel';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { agree, approve, decideTrade, issueConditions, issueQuota, submit } from './steps.js';

let app: App;
let entry: string;
let key: Verifier;
let witnesses: readonly RunningWitness[] = [];
let policy: Trust;
const folder = mkdtempSync(join(tmpdir(), 'rushi-witness-'));
/** The operator's policy of witnesses: none at first. */
const file = join(folder, 'policy');
const store = () => app.app.get(EventStore);

async function checkpoint(): Promise<Checkpoint> {
  await app.app.get(TreeKeeper).passed(await store().head());
  return openCheckpoint((await app.get('', '/tlog/checkpoint')).text, key);
}

async function approved(number: number): Promise<string> {
  const one = await submit(app, soundScheme(number));
  await issueConditions(app, one);
  await agree(app, one);
  await approve(app, one);
  return one;
}

/** Numbers of one township. */
const STEP = 17;
let number = 0;
const another = () => approved((number += STEP));

beforeAll(async () => {
  writeFileSync(file, 'quorum none\n');
  app = await openApp([], { WITNESSES: file, EVIDENCE_SM2: 'true' });
  await issueQuota(app);
  entry = await approved(0);
  key = verifierIn((await app.get('', '/tlog/key')).text);
});
afterAll(async () => {
  await Promise.all(witnesses.map(({ close }) => close()));
  rmSync(folder, { recursive: true });
  await app.close();
});

describe('the checkpoint', () => {
  it('is signed, and its root is that of the whole log', async () => {
    const { size, root } = await checkpoint();
    const log = await store().stored.readAll(0n, 100_000);
    const leaves = log.map((event) => leafHash(Buffer.from(leafOf(event))));
    const tree = new GrowingRoot();
    for (const leaf of leaves) tree.add(leaf);
    expect([size, Buffer.from(root).toString('hex')]).toEqual([
      log.length,
      Buffer.from(tree.root).toString('hex'),
    ]);
  });

  it('is found again from the tiles alone, across more than one of them', async () => {
    while ((await checkpoint()).size <= 2 * TILE_HASHES) await another();
    const { size, root } = await checkpoint();
    const read = hashesIn(async ({ level, index }) => {
      const width = Math.min(TILE_HASHES, Math.floor(size / TILE_HASHES ** level) - index * TILE_HASHES);
      const part = width === TILE_HASHES ? '' : `.p/${width}`;
      const answer = await app.get('', `/tlog/tile/${level}/${tileNumber(index)}${part}`);
      expect([answer.status, (answer.body as Buffer).length]).toEqual([200, width * 32]);
      expect(answer.headers['cache-control']).toContain(width === TILE_HASHES ? 'immutable' : 'max-age=5');
      const bytes = answer.body as Buffer;
      return Array.from({ length: width }, (_, at) => bytes.subarray(at * 32, (at + 1) * 32));
    });
    expect(Buffer.from(await rootOf(read, size))).toEqual(Buffer.from(root));
  });

  it('begins every later one', async () => {
    const before = await checkpoint();
    await approved(340);
    const after = await checkpoint();
    expect(after.size).toBeGreaterThan(before.size);
    const { hashes } = jsonOf<{ hashes: string[] }>(
      await app.get('', `/tlog/consistency?before=${before.size}&size=${after.size}`),
    );
    const proof = hashes.map((hash) => Buffer.from(hash, 'base64'));
    expect(isConsistent(proof, before, after)).toBe(true);
    expect(isConsistent(proof, { ...before, root: after.root }, after)).toBe(false);
  });

  it('is asked for in its own words', async () => {
    for (const path of ['0/000', '0/999.p/1', '0/00', '0/000.p/256', '9/000.p/1', 'x/000', '0/x000/000'])
      expect([path, (await app.get('', `/tlog/tile/${path}`)).status]).toEqual([
        path,
        path === '0/000' ? 200 : 404,
      ]);
    expect(problemOf(await app.get('', '/tlog/consistency?before=5&size=99999999'))).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '/size' }],
    });
  });
});

describe('a receipt', () => {
  const receiptOf = async (fact: string, user = 'wang') =>
    app.get(user, `/api/v1/entries/${entry}/receipts/${fact}`);

  it('proves each fact of an entry with the key alone, and no other', async () => {
    const { size } = await checkpoint();
    const facts = (await store().stored.readAll(0n, 100_000)).filter(
      ({ meta }) => meta.correlation === entry,
    );
    expect(facts.length).toBeGreaterThan(20);
    for (const fact of facts) {
      const { leaf, proof, index } = jsonOf<{ leaf: string; proof: string; index: number }>(
        await receiptOf(fact.id),
      );
      expect(leaf).toBe(leafOf(fact));
      expect(checkReceipt(leaf, proof, key)).toMatchObject({ index, checkpoint: { size } });
      expect(() => checkReceipt(leaf.replace('"id"', '"iD"'), proof, key)).toThrow('does not have this fact');
      expect(() => checkReceipt(leaf, proof.replace(`index ${index}`, `index ${index + 1}`), key)).toThrow(
        'does not have this fact',
      );
    }
  });

  it('is for those who may see the entry, and never of a sealed reserve', async () => {
    await decideTrade(app, entry, soundScheme(0).deal.priceFen, '350000000');
    await checkpoint();
    const listed = await store().read(`listing-${entry}`);
    const decided = listed.find(({ type }) => type === 'TradeDecided')!;
    expect(problemOf(await receiptOf(decided.id)).code).toBe('evidence.sealed');
    expect((await receiptOf(listed[0]!.id, 'platform')).status).toBe(403);
    expect((await receiptOf('quota-370114-2026@0')).status).toBe(404);
    expect((await receiptOf('nothing')).status).toBe(404);
  });
});

describe('witnesses', () => {
  const names = ['city', 'archive', 'exchange'];
  const gather = async () => {
    await app.app.get(TreeKeeper).passed(await store().head());
    return app.app.get(Witnessing).gather();
  };
  const stateOf = async () =>
    jsonOf<{ items: { name: string; size?: number; failure?: string }[] }>(
      await app.get('', '/tlog/witnesses'),
    ).items;

  beforeAll(async () => {
    witnesses = await Promise.all(
      names.map((name) =>
        openWitness({
          ...{ name: `${name}.example/w`, logs: [key.text], host: '127.0.0.1', port: 0 },
          folder: join(folder, name),
        }),
      ),
    );
    const lines = witnesses.map(({ key: text, url }, at) => `witness ${names[at]!} ${text} ${url}`);
    const text = [...lines, `group three 2 ${names.join(' ')}`, 'quorum three', ''].join('\n');
    policy = trustIn(`log ${key.text}\n${text}`);
    writeFileSync(file, text);
  });

  it('sign what the log has come to, and the checkpoint says so', async () => {
    expect(await gather()).toBe(true);
    const { witnessed, checkpoint: seen } = openTrusted((await app.get('', '/tlog/checkpoint')).text, policy);
    expect(witnessed.map(({ name }) => name)).toEqual(names);
    expect(await stateOf()).toEqual(names.map((name) => ({ name, size: seen.size })));
  });

  it('sign on as it grows, also when one of them is away, and receipts carry their signatures', async () => {
    await another();
    await witnesses[2]!.close();
    expect(await gather()).toBe(true);
    const note = (await app.get('', '/tlog/checkpoint')).text;
    expect(openTrusted(note, policy).witnessed.map(({ name }) => name)).toEqual(['city', 'archive']);
    expect((await stateOf())[2]).toMatchObject({ name: 'exchange', failure: expect.any(String) });
    const path = `/api/v1/entries/${entry}/receipts/scheme-${entry}@0`;
    const { leaf, proof } = jsonOf<{ leaf: string; proof: string }>(await app.get('li', path));
    expect(checkReceipt(leaf, proof, key).index).toBeGreaterThanOrEqual(0);
    const inIt = proof.slice(proof.indexOf('\n\n') + 2);
    expect(openTrusted(inIt, policy).witnessed).toHaveLength(2);
  });

  it('remember more than a process that has just begun', async () => {
    const anew = new Witnessing(app.app.get(EvidenceLog), () => Promise.resolve({ policy }));
    await app.app.get(TreeKeeper).passed(await store().head());
    expect(await anew.gather()).toBe(true);
  });

  it('who are too few change nothing of what is shown', async () => {
    const before = (await app.get('', '/tlog/checkpoint')).text;
    await witnesses[1]!.close();
    await another();
    expect(await gather()).toBe(false);
    expect((await app.get('', '/tlog/checkpoint')).text).toBe(before);
  });

  it('are told of in a policy that anybody can read', async () => {
    const { text } = await app.get('', '/tlog/policy');
    const { logs, quorum } = trustIn(text);
    expect(logs.map(({ key: { kind } }) => kind)).toEqual(['note', 'cosignature', 'note']);
    expect([logs[0]!.key.text, quorum]).toEqual([key.text, 'three']);
    const note = (await app.get('', '/tlog/checkpoint')).text;
    // By each of its keys alone, SM2 last.
    for (const { key: own } of logs) expect(openCheckpoint(note, own).origin).toBe(key.name);
    expect(openTrusted(note, trustIn(text)).checkpoint.origin).toBe(key.name);
    // Witnesses of the operator's file, keys of the log itself.
    writeFileSync(file, `log ${signerOf('x', Buffer.alloc(32)).text}\nquorum none\n`);
    expect(trustIn((await app.get('', '/tlog/policy')).text).logs).toHaveLength(3);
  });
});
