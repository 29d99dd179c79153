import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { noteAddress } from '../../server/src/server-note.js';
import { serverAddress } from './server-address.js';

describe('the server that is meant where none is named', () => {
  const before = { ...process.env };
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'rushi-address-'));
    delete process.env.RUSHI_SERVER;
    process.env.DATA_DIR = home;
  });
  afterEach(async () => {
    process.env = { ...before };
    await rm(home, { recursive: true });
  });

  it('is the one that has noted its address beside the data, as long as it runs', async () => {
    const forget = await noteAddress(home, 'http://127.0.0.1:3007');
    expect(serverAddress()).toBe('http://127.0.0.1:3007');
    await forget();
    expect(serverAddress()).toBe('http://127.0.0.1:3000');
  });

  it('is not one that was killed, or whose note is another thing', async () => {
    const note = join(home, 'server.json');
    // No process has this number: it is above what systems give out.
    await writeFile(note, JSON.stringify({ url: 'http://127.0.0.1:3007', pid: 2 ** 30 }));
    expect(serverAddress()).toBe('http://127.0.0.1:3000');
    await writeFile(note, '[]');
    expect(serverAddress()).toBe('http://127.0.0.1:3000');
  });

  it('is what RUSHI_SERVER says before all', async () => {
    const forget = await noteAddress(home, 'http://127.0.0.1:3007');
    process.env.RUSHI_SERVER = 'http://rushi.example/';
    expect(serverAddress()).toBe('http://rushi.example');
    await forget();
  });

  it('stays that of the process that noted itself last', async () => {
    const forget = await noteAddress(home, 'http://127.0.0.1:3007');
    const later = JSON.stringify({ url: 'http://127.0.0.1:3008', pid: process.pid });
    await writeFile(join(home, 'server.json'), later);
    await forget();
    expect(serverAddress()).toBe('http://127.0.0.1:3008');
  });
});
