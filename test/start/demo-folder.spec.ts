import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoOf } from '../../apps/demo-folder.mjs';

describe('npm start makes the demonstration', () => {
  let home: string;
  let DATA_DIR: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'rushi-demo-folder-'));
    DATA_DIR = join(home, 'data');
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('on a fresh folder, and goes on with it, also where the first start was cut off', () => {
    expect(demoOf({ DATA_DIR })).toBe('true');
    mkdirSync(join(DATA_DIR, 'postgres'));
    expect(demoOf({ DATA_DIR })).toBe('true');
  });

  it('where an earlier release made one', () => {
    mkdirSync(join(DATA_DIR, 'postgres'), { recursive: true });
    writeFileSync(join(DATA_DIR, 'demo-access.json'), '{}');
    expect(demoOf({ DATA_DIR })).toBe('true');
  });

  it('neither in the folder of an installation nor on its own database, and leaves nothing there', () => {
    mkdirSync(join(DATA_DIR, 'postgres'), { recursive: true });
    expect(demoOf({ DATA_DIR })).toBe('false');
    expect(readdirSync(DATA_DIR)).toEqual(['postgres']);
    expect(demoOf({ DATA_DIR: join(home, 'other'), DATABASE_URL: 'postgres://127.0.0.1/county' })).toBe(
      'false',
    );
    expect(readdirSync(home)).toEqual(['data']);
  });

  it('as DEMO says, where it says something', () => {
    expect(demoOf({ DATA_DIR, DEMO: 'false' })).toBe('false');
    expect(demoOf({ DATA_DIR, DEMO: 'true', DATABASE_URL: 'postgres://127.0.0.1/county' })).toBe('true');
    expect(readdirSync(home)).toEqual([]);
  });
});
