import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ISSUE_KINDS } from '#geo';
import { PROBLEM_LIST } from '../../apps/server/src/problems/problem-list.js';
import { partsOf } from '../../apps/server/src/problems/problem-parts.js';
import { problemPage } from '../../apps/server/src/problems/problem-page.js';
import { jsonOf, openApp, problemOf } from './app.js';
import type { App } from './app.js';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

/** Codes as the source gives them: thrown with words on the spot, or out of a catalogue. */
function codesOfSource(): readonly string[] {
  const files = execFileSync(
    'find',
    ['apps', 'libs', '-name', '*.ts', '-not', '-name', '*.spec.ts', '-not', '-path', '*/testing/*'],
    { encoding: 'utf8' },
  )
    .trim()
    .split('\n')
    // Its names with a dot are ends of paths of fields.
    .filter((file) => !file.endsWith('shared/field-names.ts'));
  const thrown = /\bnew (?:Problem|AccessRefused)\(\s*'([^']+)'|\b(?:refuse|shell)\(\s*'([^']+)'/;
  const written = /\bcode: '([a-z-]+\.[a-z.-]+)'/;
  const listed = /^ {2}'([a-z-]+\.[a-z-]+)': (?:\[|\{(?= *$| (?:zh|status|kind: '\w+', zh):?))/;
  const given = new RegExp([thrown, written, listed].map(({ source }) => source).join('|'), 'gm');
  return [
    ...new Set(
      files.flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(given)].map((found) =>
          found.slice(1).find((code) => code !== undefined)!,
        ),
      ),
    ),
  ].sort();
}

/** What a report of a file names: of what the program put right there is nothing to do. */
const FINDING = /^intake-finding\./;
/** A part of a page: its title, and a paragraph in each language. */
const PART = /<h2>(\S+) <span lang="en">[^<]+<\/span><\/h2>\n<p>([^<]+)<\/p>\n<p lang="en">([^<]+)<\/p>/gu;

describe('the page of a problem', () => {
  it('exists for every code that the source refuses with', () => {
    const codes = codesOfSource();
    expect(codes.length).toBeGreaterThan(150);
    expect(codes).toEqual(
      expect.arrayContaining([
        'vote.below-threshold',
        'calendar.year-unknown',
        'scheme.not-returned',
        'session.missing',
        'decision.unknown',
        'intake.dwg',
      ]),
    );
    expect(codes.filter((code) => !PROBLEM_LIST.has(code))).toEqual([]);
  });

  it('exists for everything that a report of a file may name', () => {
    const kinds = Object.keys(ISSUE_KINDS);
    expect(kinds.length).toBeGreaterThanOrEqual(40);
    expect(kinds.filter((kind) => !PROBLEM_LIST.has(`intake-finding.${kind}`))).toEqual([]);
  });

  it('says in Chinese and English what to do', () => {
    for (const { code, title, detail, detailEn } of PROBLEM_LIST.values()) {
      expect([code, title]).toEqual([code, expect.stringMatching(/\p{Script=Han}/u)]);
      expect([code, detail]).toEqual([code, expect.stringMatching(/\p{Script=Han}.*[。）]$/u)]);
      expect([code, detailEn]).toEqual([code, expect.stringMatching(/^[^\p{Script=Han}]+[.]$/u)]);
      expect(detail + detailEn).not.toMatch(/[{}]/);
    }
  });

  it('tells a person what happened, what to do and who can help, in both languages', () => {
    for (const explanation of PROBLEM_LIST.values()) {
      const { code, status } = explanation;
      const text = problemPage(explanation);
      const parts = [...text.matchAll(PART)].map(([, title, zh, en]) => [title, zh!, en!] as const);
      expect([code, parts.map(([title]) => title)]).toEqual([code, ['发生了什么', '怎么办', '谁能帮忙']]);
      for (const [, zh, en] of parts)
        expect([code, zh, en]).toEqual([
          code,
          expect.stringMatching(/\p{Script=Han}.*[。）]$/u),
          expect.stringMatching(/^(?=.*[a-z]{2})[^\p{Script=Han}]+(?<!there are)\.$/u),
        ]);
      const asks = FINDING.test(code) ? /^(?:.*请|建议|无须处理。$)/ : /请/;
      expect([code, parts[1]![1]]).toEqual([code, expect.stringMatching(asks)]);
      const leads = status === undefined || [400, 409, 422].includes(status);
      expect([code, text.includes('href="/api/docs"')]).toEqual([code, leads]);
      expect(text).toContain('href="/problems"');
    }
  });

  it('tells for whom or when something is asked beside what is asked, and not with what happened', () => {
    const cut = [...PROBLEM_LIST.values()].flatMap(({ code, detail }) => {
      const last = partsOf(detail)
        .happened.split(/[。；，：]/)
        .findLast((clause) => clause !== '');
      return /^(?:如|若)|^(?:确需|需要|公示).*的$/.test(last!) ? [`${code}: ${last!}`] : [];
    });
    expect(cut).toEqual([]);
  });

  it('speaks to people of what they do, and names routes and commands beside it', () => {
    const machines =
      /\b(?:GET|POST|PUT|PATCH|DELETE) \/|\/(?:api|platform|public)\/|(?:^|\s)--[a-z]|\b[a-z]+=/;
    const commands = /\brushi [a-z]/;
    const named = [...PROBLEM_LIST.values()].flatMap(({ code, detail, detailEn, next, source, request }) =>
      [detail, detailEn, next?.zh, next?.en, source]
        .filter((text) => text !== undefined)
        // Whoever runs the machine works with commands.
        .filter((text) => machines.test(text) || (commands.test(text) && !/系统管理员|operator/.test(text)))
        .map((text) => `${code}: ${text} (${request ?? 'no request'})`),
    );
    expect(named).toEqual([]);
    const { request, detail } = PROBLEM_LIST.get('session.unconfirmed')!;
    expect([request, detail]).toEqual([
      'POST /api/v1/session/confirmation',
      expect.stringMatching(/请输入密码/),
    ]);
    for (const { code, request: way } of PROBLEM_LIST.values())
      if (way) expect([code, way]).toEqual([code, expect.stringMatching(/^(?:GET|POST) \/|^rushi [a-z]/)]);
    expect(problemPage(PROBLEM_LIST.get('session.unconfirmed')!)).toContain(`<code>${request}</code>`);
  });

  it('is found in an index of all codes, by what they are about', async () => {
    const index = await app.send('', 'get', '/problems', undefined, { Accept: 'text/html' });
    expect([index.status, index.type]).toEqual([200, 'text/html']);
    const found = [...index.text.matchAll(/href="\/problems\/([^"]+)"/g)].map(([, code]) => code!);
    expect(found.sort()).toEqual([...PROBLEM_LIST.keys()].sort());
    expect(index.text).toContain('<h2>收益分配</h2>');
    const { items } = jsonOf<{ items: readonly { code: string }[] }>(
      await app.send('', 'get', '/problems', undefined, { Accept: 'application/json' }),
    );
    expect(items.length).toBe(PROBLEM_LIST.size);
  });

  it('is where the type of a real problem leads, for everybody', async () => {
    const { type, code } = problemOf(await app.get('', '/api/v1/entries'));
    const page = await app.send('', 'get', type, undefined, { Accept: 'text/html,*/*;q=0.8' });
    expect([page.status, page.type]).toEqual([200, 'text/html']);
    expect(page.text).toContain('请登录后再试');
    expect(page.text).toContain('谁能帮忙');
    expect(page.text).toContain(`<code>${code}</code>`);
    expect(page.text).not.toMatch(/<(script|img|link)|\sstyle=|\son\w+=/);
    expect(page.headers).toMatchObject({
      vary: expect.stringContaining('Accept'),
      'content-security-policy': expect.stringMatching(/script-src 'self';.*style-src [^;]*'unsafe-inline'/),
    });
  });

  it('is JSON for a machine, with the article where there is one', async () => {
    const answer = await app.send('', 'get', '/problems/contract.void', undefined, {
      Accept: 'application/json',
    });
    expect([answer.status, answer.type]).toEqual([200, 'application/json']);
    expect(jsonOf(answer)).toMatchObject({
      code: 'contract.void',
      source: expect.stringContaining('第四十一条'),
      detail: expect.stringMatching(/请/),
      detailEn: expect.any(String),
    });
  });

  it('of no code at all is a problem itself', async () => {
    for (const code of ['nothing.such', 'constructor', '%3Cscript%3E']) {
      const answer = await app.get('', `/problems/${code}`);
      expect([answer.status, problemOf(answer).code, answer.text.includes('<script')]).toEqual([
        404,
        'problem.unknown',
        false,
      ]);
    }
  });

  it('escapes whatever stands in it', () => {
    expect(
      problemPage({ code: 'a.b', title: '<b>', detail: '"&\'', detailEn: '<script>', source: '<i>' }),
    ).not.toMatch(/<b>|<script|<i>|"&'/);
  });
});
