import { describe, expect, it } from '@jest/globals';
import { databaseAway } from './database-away.js';

const fault = (code: string) => Object.assign(new Error(`connect ${code} 10.0.0.1:5432`), { code });

describe('a database that does not let the server in', () => {
  it.each([
    ['ECONNREFUSED', '连接不上数据库', '主机和端口'],
    ['ENOTFOUND', '连接不上数据库', '主机和端口'],
    ['28P01', '拒绝了这个用户或者密码', '用户和密码'],
    ['3D000', '没有 DATABASE_URL 所说的数据库', '库名'],
  ])('is told by %s in Chinese and English with what to check, and without a stack', (code, what, check) => {
    const [zh, en, ...more] = databaseAway(fault(code))!.message.split('\n');
    expect(zh).toContain(what);
    expect(zh).toContain(check);
    expect(en).toMatch(/DATABASE_URL.*start again\.$/);
    expect(more).toEqual([]);
  });

  it('is not blamed for another fault', () => {
    expect(databaseAway(fault('ENOSPC'))).toBeUndefined();
    expect(databaseAway('told to stop')).toBeUndefined();
  });
});
