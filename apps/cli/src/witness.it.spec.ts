/*
 * Shows: the witness of the command line keeps its key and what it signed, has its folder to itself, and
 * answers whatever comes.
 * How: witnesses on this machine over HTTP, one of them as a process that is killed.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  EMPTY_ROOT,
  leafHash,
  nodeHash,
  openCheckpoint,
  originHash,
  signCheckpoint,
  signerOf,
} from '#evidence/tlog';
import { rushi } from '../testing/rushi.js';
import { openWitness } from './witness.js';

const LOG = signerOf('rushi/county', Buffer.alloc(32, 9));
const [ONE, TWO] = [leafHash(Buffer.from('1')), leafHash(Buffer.from('2'))];
/** A log of one leaf, then of two. */
const FIRST = `old 0\n\n${signCheckpoint({ size: 1, root: ONE }, LOG)}`;
const withSecond = (leaf: Buffer): string =>
  `old 1\n${leaf.toString('base64')}\n\n${signCheckpoint({ size: 2, root: nodeHash(ONE, leaf) }, LOG)}`;
const [SECOND, FORK] = [withSecond(TWO), withSecond(ONE)];

describe('rushi witness', () => {
  const root = mkdtempSync(join(tmpdir(), 'rushi-witness-'));
  const options = (folder: string) => ({
    ...{ name: 'archive.example/w', logs: [LOG.text], host: '127.0.0.1', port: 0 },
    folder: join(root, folder),
  });
  const add = (url: string, body: string) => fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  afterAll(() => rmSync(root, { recursive: true }));

  it('goes on where it was: the same key, and nothing but what follows from what it signed', async () => {
    const before = await openWitness(options('goes-on'));
    expect((await add(before.url, FIRST)).status).toBe(200);
    await before.close();
    const after = await openWitness(options('goes-on'));
    expect(after.key).toBe(before.key);
    const conflict = await add(after.url, FIRST);
    expect([conflict.status, await conflict.text()]).toEqual([409, '1\n']);
    expect((await add(after.url, SECOND)).status).toBe(200);
    const shown = await fetch(`${after.url}/${originHash(LOG.name)}/checkpoint`);
    expect(openCheckpoint(await shown.text(), LOG).size).toBe(2);
    await after.close();
    expect(statSync(join(root, 'goes-on', 'witness.key')).mode & 0o077).toBe(0);
  });

  it('signs no second history', async () => {
    const witness = await openWitness(options('fork'));
    await add(witness.url, FIRST);
    expect((await add(witness.url, SECOND)).status).toBe(200);
    expect((await add(witness.url, FORK)).status).toBe(409);
    const again = FORK.replace('old 1', 'old 2').replace(`${ONE.toString('base64')}\n`, '');
    expect((await add(witness.url, again)).status).toBe(422);
    await witness.close();
  });

  it('has its folder to itself, and takes it over from one that died', async () => {
    const witness = await openWitness(options('alone'));
    const lock = join(root, 'alone', 'witness.lock');
    expect(readFileSync(lock, 'utf8')).toBe(String(process.pid));
    const [name, text] = ['archive.example/w', LOG.text];
    const second = await rushi(
      'witness',
      text,
      '--name',
      name,
      '--folder',
      join(root, 'alone'),
      '--port',
      '0',
    );
    expect(second).toMatchObject({ status: 2, err: expect.stringContaining('另一个见证人') });
    await witness.close();
    // No process of this machine has such a number.
    writeFileSync(lock, '4194999');
    await (await openWitness(options('alone'))).close();
  });

  it('answers whatever comes', async () => {
    const { url, close } = await openWitness(options('whatever'));
    const statusOf = async (path: string, init: RequestInit) => (await fetch(`${url}${path}`, init)).status;
    const post = (body: string) => statusOf('/add-checkpoint', { method: 'POST', body });
    expect(await post('')).toBe(400);
    expect(await post('x'.repeat(300_000))).toBe(413);
    expect(await post(`old 0\n\n${signCheckpoint({ size: 0, root: EMPTY_ROOT }, signerOf('o', ONE))}`)).toBe(
      404,
    );
    expect(await statusOf('/add-checkpoint', {})).toBe(404);
    expect(await statusOf('/../../etc/passwd', {})).toBe(404);
    expect(await post(FIRST)).toBe(200);
    await close();
  });

  it('refuses what is no key of a log', async () => {
    await expect(openWitness({ ...options('none'), logs: ['x'] })).rejects.toThrow('不是日志的公钥');
    expect(await rushi('witness', 'nothing', '--name', 'w')).toMatchObject({ status: 2 });
  });
});
