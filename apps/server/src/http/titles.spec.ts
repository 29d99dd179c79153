import { describe, expect, it } from '@jest/globals';
import { ACCESS_REFUSALS, AccessRefused, whoMay } from '#access';
import { Rejected } from '#kernel';
import { PROBLEM_LIST } from '../problems/problem-list.js';
import { PROBLEMS } from './problem-codes.js';
import { problemOf } from './problems.js';
import { TITLES, TOPICS } from './titles.js';

const titled = (error: unknown) => problemOf(error, 'trace').body;

describe('the title of a refusal', () => {
  it('is of its own cause at the door and in the shell: no two are alike', () => {
    const titles = [...Object.values(ACCESS_REFUSALS), ...Object.values(PROBLEMS)].map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('names what a rule speaks of, in the answer as on its page', () => {
    const shell = new Set([...Object.keys(ACCESS_REFUSALS), ...Object.keys(PROBLEMS)]);
    const rules = [...PROBLEM_LIST.keys()].filter((code) => !shell.has(code));
    expect(rules.filter((code) => !Object.hasOwn(TOPICS, code.split('.')[0]!))).toEqual([]);
    // What a report of a file names is no refusal: its title says what became of the content.
    const refusals = rules.filter((code) => !code.startsWith('intake-finding.'));
    for (const title of refusals.map((code) => PROBLEM_LIST.get(code)!.title))
      expect(Object.values(TITLES).some((how) => title.endsWith(`：${how}`))).toBe(true);
    const refused = new Rejected({ code: 'scheme.not-returned', zh: '方案没有退回。', details: {} });
    expect(titled(refused).title).toBe(PROBLEM_LIST.get('scheme.not-returned')!.title);
  });

  it('tells a missing session, an ended one, a wrong key and a missing right apart', () => {
    const codes = [
      'session.missing',
      'session.ended',
      'operations.token-wrong',
      'key.wrong',
      'access.role',
    ] as const;
    const bodies = codes.map((code) => titled(new AccessRefused(code, whoMay('scheme.submit'))));
    expect(bodies.map(({ status }) => status)).toEqual([401, 401, 401, 401, 403]);
    expect(new Set(bodies.map(({ title }) => title)).size).toBe(codes.length);
    expect(bodies.filter(({ detail }) => !detail.includes('系统管理员'))).toEqual([]);
  });

  it('comes with those who can help: the roles that may', () => {
    const { detail, detailEn } = titled(new AccessRefused('access.role', whoMay('scheme.submit')));
    expect(detail).toBe('您的岗位不能办理此事项，可由镇街经办岗位办理；如岗位有误，请联系系统管理员。');
    expect(detailEn).toContain('clerk');
  });
});
