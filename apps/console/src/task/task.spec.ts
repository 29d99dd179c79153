import { describe, expect, it } from '@jest/globals';
import type { Session, Task } from '../api/types.js';
import { NOTHING_TYPED, isOvertaken, keepDraft, knownIn, readDraft, wishOf } from './decision-draft.js';
import { routeOf, standingOf } from './standing.js';

const OFFICE = '370114/natural-resources';
const task: Task = {
  id: 'task-370114001018JB00001-1.opinion-natural-resources.1',
  version: 3,
  subject: {
    entry: '370114001018JB00001-1',
    parcel: '370114001018JB00001',
    district: '370114',
    township: '370114-01',
    planYear: 2026,
  },
  kind: 'opinion-natural-resources',
  round: 1,
  role: 'reviewer',
  office: OFFICE,
  status: 'open',
  assignee: null,
  excluded: [],
  dueOn: '2026-12-07',
  openedAt: '2026-11-24T02:00:00.000Z',
};
const li = { user: 'li', name: '李建国', role: 'reviewer', office: OFFICE };
const ALL = ['task.claim', 'task.release', 'task.delegate', 'task.take-back'];
const session = (more: Partial<Session['rights']> = {}, may: readonly string[] = ALL): Session => ({
  person: { ...li, ...more },
  rights: { ...li, ...more },
  may: Object.fromEntries(may.map((right) => [right, 'own-office'])),
  mustChangePassword: false,
  mustSetFactor: false,
});

describe('What somebody may do with a task', () => {
  it('is to claim and decide it while nobody has it', () =>
    expect(standingOf(task, session())).toEqual({ acts: ['claim'] }));

  it('is to give back, hand over and decide what is theirs', () =>
    expect(standingOf({ ...task, status: 'claimed', assignee: 'li' }, session())).toEqual({
      acts: ['release', 'delegate'],
    }));

  it('is nothing once it has ended', () =>
    expect(standingOf({ ...task, status: 'completed' }, session())).toEqual({ acts: [], bar: 'ended' }));

  it('is nothing where a colleague has it, except for the head of the office, who may take it back', () => {
    const held: Task = { ...task, status: 'claimed', assignee: 'wu' };
    expect(standingOf(held, session())).toEqual({ acts: [], bar: 'others' });
    expect(standingOf(held, session({ chief: true }))).toEqual({ acts: ['take-back'], bar: 'others' });
  });

  it('is to take back and do it in the office that it went up to', () => {
    const up: Task = { ...task, escalatedTo: { role: 'approver', office: '370114/government' } };
    const above = session({ role: 'approver', office: '370114/government' });
    expect(standingOf(up, above)).toEqual({ acts: ['claim'] });
    expect(standingOf({ ...up, assignee: 'wu' }, above)).toEqual({ acts: ['take-back'], bar: 'others' });
  });

  it('is nothing for another role of the same office, which may not decide it', () =>
    expect(standingOf(task, session({ role: 'registrar' }))).toEqual({ acts: [], bar: 'no-right' }));

  it('is nothing for whoever did other work of the round', () =>
    expect(standingOf({ ...task, excluded: ['li'] }, session())).toEqual({ acts: [], bar: 'excluded' }));

  it('is nothing in another office, and without the right', () => {
    expect(standingOf(task, session({ office: '370114/finance' }))).toEqual({ acts: [], bar: 'no-right' });
    expect(standingOf(task, session({}, []))).toEqual({ acts: [], bar: 'no-right' });
  });
});

describe('The form of an outcome', () => {
  it('begins with what the file says already, and nothing else', () => {
    const field = { label: '规划条件文号', kind: 'documentNo', required: true };
    const fields = [
      { ...field, name: 'planningNo', value: '章规条〔2026〕3号' },
      { ...field, name: 'industryNo', example: '章发改〔2026〕7号' },
    ];
    const outcome = { outcome: 'sign', zh: '签订', right: 'contract.sign', fields };
    expect(knownIn(outcome)).toEqual({ planningNo: '章规条〔2026〕3号' });
    expect(knownIn(undefined)).toEqual({});
  });
});

describe('The route of an outcome', () => {
  it('has the values of the subject in its braces', () =>
    expect(routeOf('/api/v1/entries/{entry}/revision/{planYear}', task.subject)).toBe(
      '/api/v1/entries/370114001018JB00001-1/revision/2026',
    ));
});

describe('What was typed of a decision', () => {
  const keeperOf = (kept = new Map<string, string>()) => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  const draft = { outcome: 'agree', typed: { agree: { text: '无异议' } }, version: 3 };

  it('is there again when the page is, for its task alone', () => {
    const keeper = keeperOf();
    keepDraft(keeper, 'a', draft);
    expect(readDraft(keeper, 'a')).toEqual(draft);
    expect(readDraft(keeper, 'b')).toBe(NOTHING_TYPED);
    keepDraft(keeper, 'a', NOTHING_TYPED);
    expect(readDraft(keeper, 'a')).toBe(NOTHING_TYPED);
  });

  it('is nothing where what is kept was damaged, and stays on the page where nothing may be kept', () => {
    expect(readDraft(keeperOf(new Map([['rushi.decision.a', '{"ty']])), 'a')).toBe(NOTHING_TYPED);
    const full = { ...keeperOf(), setItem: () => { throw new Error('full'); } }; // prettier-ignore
    expect(() => keepDraft(full, 'a', draft)).not.toThrow();
  });

  it('is sent again under its key, and something else under another', () => {
    const keys = ['one', 'two'].values();
    const fresh = () => keys.next().value!;
    const first = wishOf(undefined, { outcome: 'agree' }, fresh);
    expect(wishOf(first, { outcome: 'agree' }, fresh)).toBe(first);
    expect(wishOf(first, { outcome: 'return' }, fresh).key).toBe('two');
  });

  it('is overtaken by another version, unless it waits for its own answer', () => {
    expect(isOvertaken(draft, 3)).toBe(false);
    expect(isOvertaken(draft, 4)).toBe(true);
    expect(isOvertaken({ ...draft, wish: { key: 'k', of: '' } }, 4)).toBe(false);
    expect(isOvertaken(NOTHING_TYPED, 4)).toBe(false);
  });
});
