import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Accounts, ApiKeys, hashPassword } from '#access';
import { InspectedKeyValues } from '../../../../libs/access/testing/index.js';
import { readSettings } from '../settings.js';
import { welcome } from '../welcome.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import { openDemoAccess } from './demo-access.js';

const ALL = DEMO_ACCOUNTS.map(({ user }) => user);
const keyValues = new InspectedKeyValues();
const said = (access: Awaited<ReturnType<typeof openDemoAccess>>) =>
  welcome('http://127.0.0.1:3000', 1_000, readSettings({ DEMO: 'true' }), {
    demo: access,
    rules: [],
    hasAdmin: true,
  });

describe('what a real installation is told when it is up', () => {
  const told = (hasAdmin: boolean, ROLES = 'all') =>
    welcome('http://127.0.0.1:3000', 1_000, readSettings({ ROLES }), { rules: ['yunxi@2026.1'], hasAdmin });

  it('is how the first administrator is made, until there is one', () => {
    expect(told(false)).toContain('rushi first-admin 用户名 --name 姓名');
    expect(told(true)).not.toContain('first-admin');
    expect(told(false, 'engine')).not.toContain('first-admin');
  });

  it('is which rules it has, and no account of a demonstration', () => {
    expect(told(true)).toMatch(/规则包 +yunxi@2026\.1/);
    expect(told(true)).not.toContain('演示');
  });
});

describe('the access to a demonstration', () => {
  let [home, elsewhere]: string[] = [];
  beforeAll(async () => {
    [home, elsewhere] = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'rushi-demo-'))));
  });
  afterAll(async () => {
    for (const folder of [home, elsewhere]) await rm(folder!, { recursive: true });
  });

  it('is printed as it is: one password for all at first, and the chief of an office by name', async () => {
    const first = await openDemoAccess(keyValues, home!);
    expect(first).toEqual({ password: expect.any(String), platformKey: expect.any(String), users: ALL });
    expect(await openDemoAccess(keyValues, home!)).toEqual(first);
    expect(said(first)).toContain(`密码均为 ${first.password}`);
    expect(said(first)).toMatch(/tang .*负责人/);
  });

  it('has a key of its own for the exchange, with which only what is signed is taken', async () => {
    const file = join(home!, 'demo-access.json');
    const { exchange, ...rest } = JSON.parse(await readFile(file, 'utf8')) as {
      exchange: { key: string; signingKey: string };
      platformKey: string;
    };
    const { x } = createPublicKey(createPrivateKey(exchange.signingKey)).export({ format: 'jwk' });
    const keys = new ApiKeys(keyValues);
    expect(await keys.row(exchange.key)).toMatchObject({ user: 'trading-platform', signingKey: x });
    expect((await keys.row(rest.platformKey))!.signingKey).toBeUndefined();
    // A folder of an earlier release is given one.
    await writeFile(file, JSON.stringify(rest));
    await openDemoAccess(keyValues, home!);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      ...rest,
      exchange: { key: expect.any(String), signingKey: expect.stringContaining('PRIVATE KEY') },
    });
  });

  it('is not invented by a second data folder on the same database', async () => {
    const keys = await new ApiKeys(keyValues).list();
    const second = await openDemoAccess(keyValues, elsewhere!);
    expect(second).toEqual({ users: [] });
    expect(await new ApiKeys(keyValues).list()).toEqual(keys);
    expect(said(second)).toContain('首次启动所用的数据目录');
    expect(said(second)).not.toMatch(/密码均为|密钥/);
  });

  it('says whose password was changed, and no longer shows a key that was revoked', async () => {
    const accounts = new Accounts(keyValues);
    await accounts.setPasswordHash(
      'wang',
      await hashPassword('another long one', { user: 'wang', name: '王小梅', office: '' }),
      false,
    );
    await new ApiKeys(keyValues).revoke('trading-platform');
    const { password, ...rest } = await openDemoAccess(keyValues, home!);
    expect([password, rest]).toEqual([expect.any(String), { users: ALL.filter((user) => user !== 'wang') }]);
    expect(said({ password, ...rest })).toMatch(/wang .*密码已另行设置/);
    expect(said({ password, ...rest })).not.toMatch(/li  .*密码已另行设置/);
  });

  it('is given whole to an account that a later release adds', async () => {
    await keyValues.remove('accounts', 'tang');
    expect((await openDemoAccess(keyValues, home!)).users).toContain('tang');
    expect((await new Accounts(keyValues).find('tang'))?.chief).toBe(true);
  });
});
