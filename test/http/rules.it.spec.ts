import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Timelines } from '#kernel';
import { packTexts } from '#policy';
import { rushi } from '../../apps/cli/testing/rushi.js';
import { packFolderWith } from '../../libs/policy/testing/pack-with.js';
import type { Change } from '../../libs/policy/testing/pack-with.js';
import { STARTS_AT, START_DAY, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import {
  agree,
  approve,
  file,
  issueConditions,
  issueQuota,
  sign,
  submit,
  timelineOf,
  viewOf,
} from './steps.js';

let app: App;
beforeAll(async () => {
  app = await openApp();
  await issueQuota(app);
});
afterAll(() => app.close());

const filesOf = (...changes: readonly Change[]) => {
  const folder = packFolderWith(...changes);
  const files = Object.fromEntries(packTexts(folder));
  rmSync(folder, { recursive: true });
  return files;
};
const next = (...changes: readonly Change[]) =>
  filesOf(
    ['pack.yaml', /version: .*/, 'version: "2026.2"'],
    ['pack.yaml', /valid_from: .*/, `valid_from: ${START_DAY}`],
    ...changes,
  );
const SHORTER: Change = ['procedure.yaml', /(key: procedure\.conditions,.*? days: )\d+/, '$17'];
const adopt = (user: string, files: object, documentNo = '济自然资规〔2026〕3号') =>
  app.post(user, '/api/v1/rules', { files, documentNo });

describe('adopting rules over HTTP', () => {
  it('is for the supervisor of the city alone', async () => {
    expect((await adopt('li', next(SHORTER))).status).toBe(403);
    expect((await adopt('admin', next(SHORTER))).status).toBe(403);
  });

  it('names file, line and field of every mistake, and what would be right', async () => {
    const answer = await adopt(
      'he',
      next(
        [
          'scheme.yaml',
          /value: "2\/3", unit: ratio, source: 土地管理法/,
          'value: "1/2", unit: ratio, source: 土地管理法',
        ],
        ['listing.yaml', /days: 20/, 'days: 19'],
      ),
    );
    expect([answer.status, problemOf(answer).code]).toEqual([422, 'rules.pack-invalid']);
    expect(problemOf(answer).errors).toEqual([
      {
        pointer: '/files/scheme.yaml',
        code: 'rules.pack-invalid',
        message: expect.stringMatching(/第 \d+ 行 rules\[0\]\.value 放宽了法定底线 2\/3.*例如/),
      },
      {
        pointer: '/files/listing.yaml',
        code: 'rules.pack-invalid',
        message: expect.stringMatching(/第 \d+ 行 clocks\[0\]\.days 放宽了法定底线 20/),
      },
    ]);
  });

  it('lets what began before end under its version, and begins what comes after under the new', async () => {
    const before = await submit(app, soundScheme(0));
    const adopted = await adopt('he', next(SHORTER));
    expect([adopted.status, jsonOf(adopted)]).toEqual([
      201,
      {
        ref: 'jinan@2026.2',
        changes: [expect.objectContaining({ list: 'clocks', row: 'procedure.conditions@2024-01-01' })],
      },
    ]);
    const after = await submit(app, soundScheme(17));
    const timelines = app.app.get(Timelines);
    const versionsOf = async (entry: string) =>
      new Set((await timelines.of(entry, 0n, 100)).map(({ meta }) => meta.policy));
    expect([await versionsOf(before), await versionsOf(after)]).toEqual([
      new Set(['jinan@2026.1']),
      new Set(['jinan@2026.2']),
    ]);

    await app.decide('zhao', before, 'conditions-planning', 'issue', {
      issuer: '章丘区自然资源局',
      documentNo: '1号',
      on: START_DAY,
      text: '按附件执行',
    });
    expect(await versionsOf(before)).toEqual(new Set(['jinan@2026.1']));
    const [old, young] = [
      await app.taskOf('sun', before, 'conditions-industry'),
      await app.taskOf('sun', after, 'conditions-industry'),
    ] as { dueOn?: string }[];
    expect(young!.dueOn! < old!.dueOn!).toBe(true);
  });

  it('shows who adopted what on which document', async () => {
    const { items } = jsonOf<{ items: { ref: string; adoption?: object }[] }>(
      await app.get('wang', '/api/v1/rules'),
    );
    expect(items).toMatchObject([
      { ref: 'jinan@2026.1' },
      { ref: 'jinan@2026.2', adoption: { by: 'he', documentNo: '济自然资规〔2026〕3号', changes: [{}] } },
    ]);
    expect(items[0]!.adoption).toBeUndefined();
    expect(jsonOf(await app.get('wang', '/api/v1/rules/jinan@2026.2'))).toMatchObject({
      ref: 'jinan@2026.2',
      rates: expect.any(Array),
      years: expect.any(Array),
    });
  });

  it('answers a calculation over HTTP as at the command line here, which says where it cannot', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rushi-rules-'));
    const [file, environment] = [join(folder, 'question.json'), { ...process.env }];
    const question = { start: START_DAY, clock: 'procedure.conditions' };
    writeFileSync(file, JSON.stringify(question));
    try {
      Object.assign(process.env, { XDG_CONFIG_HOME: folder, CLOCK: STARTS_AT, DATABASE_URL: app.url });
      const overHttp = jsonOf(await app.send('wang', 'post', '/api/v1/calculate/workdays', question));
      const here = await rushi('calc', 'workdays', file, '--server', 'http://127.0.0.1:1');
      expect([overHttp.pack, JSON.parse(here.out)]).toEqual(['jinan@2026.2', overHttp]);
      expect((await rushi('policy', 'explain', 'procedure.conditions', '--on', START_DAY)).out).toContain(
        'jinan@2026.2',
      );

      delete process.env.DATABASE_URL;
      process.env.DATA_DIR = folder;
      const alone = JSON.parse(
        (await rushi('calc', 'workdays', file, '--server', 'http://127.0.0.1:1')).out,
      ) as object;
      const why = `没有登录 http://127.0.0.1:1，${join(folder, 'postgres')} 下没有数据库，本答复依程序自带的规则包`;
      expect(alone).toMatchObject({ pack: 'jinan@2026.1', note: expect.stringContaining(why) as unknown });
      expect((await rushi('policy', 'explain', 'procedure.conditions', '--on', START_DAY)).err).toContain(
        '以下依程序自带的规则包',
      );
    } finally {
      process.env = environment;
      rmSync(folder, { recursive: true });
    }
  });

  describe('with the row that a levy was missing', () => {
    const version = (name: string, from: string, ...changes: readonly Change[]) =>
      filesOf(
        ['pack.yaml', /version: .*/, `version: "${name}"`],
        ['pack.yaml', /valid_from: .*/, `valid_from: ${from}`],
        ...changes,
      );
    const WITHOUT_ROW: Change = ['levy.yaml', /^ *- \{ id: price-gy-.*\n/gm, ''];
    const buyer = { name: '示范实业有限公司', uscc: '91370114MA00000019' };
    const missing = (entry: string, live: string) =>
      app.tasks('feng', `entry=${entry}&kind=levy-rate-missing&live=${live}`);

    it('ends the work of finance by itself, and the entry goes on', async () => {
      await app.turnTo('2026-03-03');
      expect(
        (await adopt('he', version('2026.3', app.today(), WITHOUT_ROW), '济自然资规〔2026〕4号')).status,
      ).toBe(201);
      const terms = { form: 'lease', method: 'agreement', termYears: 20, priceFen: '90000000' } as const;
      const unknown = { acquisitionFen: undefined, developmentFen: undefined };
      const entry = await submit(app, soundScheme(34, { ...terms, ...unknown }, app.today()));
      await issueConditions(app, entry);
      await agree(app, entry);
      await approve(app, entry);
      const deal = { buyer, priceFen: '95000000', publishedOn: app.today() };
      expect((await app.decide('wang', entry, 'publish-deal', 'publish', deal)).status).toBe(200);
      await app.turnTo('2026-04-07');
      await sign(app, entry);
      await file(app, entry);
      const rateMissing = (await timelineOf(app, entry)).find(({ type }) => type === 'LevyRateMissing');
      expect(rateMissing).toMatchObject({ data: { on: app.today(), rules: 'jinan@2026.3' } });
      expect(await missing(entry, 'yes')).toMatchObject([{ status: 'open' }]);
      expect((await viewOf(app, entry)).levyFen).toBeUndefined();
      expect(jsonOf<{ items: unknown[] }>(await app.get('lin', '/api/v1/parked')).items).toEqual([]);

      await app.turnTo('2026-04-08');
      const adopted = await adopt('he', version('2026.4', app.today()), '济自然资规〔2026〕5号');
      expect([adopted.status, jsonOf(adopted)]).toEqual([
        201,
        expect.objectContaining({ ref: 'jinan@2026.4' }),
      ]);
      expect(await missing(entry, 'yes')).toEqual([]);
      const assessed = (await timelineOf(app, entry)).find(({ type }) => type === 'LevyAssessed');
      expect(assessed).toMatchObject({
        data: {
          awaited: true,
          rules: 'jinan@2026.4',
          explanation: { rule: expect.stringContaining('price-gy-') },
        },
      });
      expect(BigInt((await viewOf(app, entry)).levyFen!) > 0n).toBe(true);
      expect(await app.tasks('feng', `entry=${entry}&kind=levy-notice`)).toMatchObject([{ status: 'open' }]);
    });
  });

  it('does not change what is adopted', async () => {
    expect(problemOf(await adopt('he', next(['levy.yaml', /"30%"/, '"31%"']))).code).toBe(
      'rules.version-used',
    );
  });
});
