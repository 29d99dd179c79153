import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoOf } from '../../apps/demo-folder.mjs';
import { setAside } from '../../apps/set-aside.mjs';

const NOW = new Date('2026-03-02T02:00:00Z');
const ASIDE = 'data-demonstration-20260302';
/** A process id that no system gives. */
const NOBODY = 2_147_483_647;

describe('npm run begin', () => {
  let home: string;
  let DATA_DIR: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'rushi-set-aside-'));
    DATA_DIR = join(home, 'data');
    demoOf({ DATA_DIR });
    mkdirSync(join(DATA_DIR, 'postgres'));
    writeFileSync(join(DATA_DIR, 'vault.key'), 'the key');
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const begin = (...typed: string[]) => setAside({ DATA_DIR }, typed, NOW);
  const isUntouched = () => {
    expect(readdirSync(home)).toEqual(['data']);
    expect(demoOf({ DATA_DIR })).toBe('true');
  };

  it('tells what will happen, and does nothing until the name of the folder is typed', () => {
    const { done, said } = begin();
    expect(done).toBe(false);
    expect(said).toContain(join(home, ASIDE));
    expect(said).toContain('npm run begin -- data');
    expect(begin('yes')).toMatchObject({ done: false, said: expect.stringContaining('什么都没有改变') });
    isUntouched();
  });

  it('keeps all of the demonstration under another name, and begins with nothing', () => {
    const { done, said } = begin('data');
    expect({ done, said }).toMatchObject({ done: true, said: expect.stringContaining('first-admin') });
    expect(readdirSync(home).sort()).toEqual(['data', ASIDE]);
    expect(readFileSync(join(home, ASIDE, 'vault.key'), 'utf8')).toBe('the key');
    expect(readdirSync(DATA_DIR)).toEqual(['installation']);
    expect(demoOf({ DATA_DIR })).toBe('false');
    expect(demoOf({ DATA_DIR: join(home, ASIDE) })).toBe('true');
  });

  it('takes no name that is there already', () => {
    mkdirSync(join(home, ASIDE));
    expect(begin('data').done).toBe(true);
    expect(readdirSync(home).sort()).toEqual(['data', ASIDE, `${ASIDE}-2`]);
  });

  it('touches no demonstration that runs, whether by its server or by its database alone', () => {
    writeFileSync(join(DATA_DIR, 'server.json'), JSON.stringify({ pid: process.pid }));
    expect(begin('data')).toMatchObject({ done: false, said: expect.stringContaining('Ctrl+C') });
    rmSync(join(DATA_DIR, 'server.json'));
    writeFileSync(join(DATA_DIR, 'postgres/postmaster.pid'), `${process.pid}\n`);
    expect(begin('data').done).toBe(false);
    isUntouched();
  });

  it('is not kept from it by the notes of a server that was killed', () => {
    writeFileSync(join(DATA_DIR, 'server.json'), JSON.stringify({ pid: NOBODY }));
    writeFileSync(join(DATA_DIR, 'postgres/postmaster.pid'), `${NOBODY}\n`);
    expect(begin('data').done).toBe(true);
  });

  it('leaves an installation, and a database elsewhere, as they are', () => {
    const installation = join(home, 'real');
    mkdirSync(join(installation, 'postgres'), { recursive: true });
    expect(setAside({ DATA_DIR: installation }, ['real'], NOW)).toMatchObject({
      done: false,
      said: expect.stringContaining('没有演示数据'),
    });
    expect(setAside({ DATA_DIR, DATABASE_URL: 'postgres://127.0.0.1/demo' }, ['data'], NOW)).toMatchObject({
      done: false,
      said: expect.stringContaining('DATABASE_URL'),
    });
    expect(readdirSync(home).sort()).toEqual(['data', 'real']);
  });
});
