import type { Rejected } from '#kernel/messages';
import { barredAmong } from '../../shared/hands.rules.js';
import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'task.unknown': {
    kind: 'unknown',
    zh: '没有这项待办。请刷新待办列表后重试。',
    en: 'There is no such task. Refresh the task list and try again.',
  },
  'task.finished': {
    zh: '该待办已经办结或者取消，不能再办理、签收、退回或者转交。请刷新待办列表，办理结果见事项的办理过程。',
    en:
      'The task was completed or cancelled and can no longer be decided, claimed, released or delegated. ' +
      'Refresh the task list; the timeline of the entry shows what became of it.',
  },
  'task.claimed-by-other': {
    zh: '该待办已由{claimedBy}签收。请与其联系，由其退回或者转交后再办理。',
    en: 'The task is claimed by {claimedBy}. Ask them to release or delegate it.',
  },
  'task.not-claimed-by': {
    zh: '该待办现由{claimedBy}签收，不在{from}名下，不能由其转交。请刷新后由签收人转交。',
    en: 'The task is with {claimedBy}, not with {from}. Refresh; its holder may delegate it.',
  },
  'task.person-unknown': {
    zh: '没有在岗人员“{to}”（账户不存在或者已停用）。请核对用户名，转交给本单位在岗人员。',
    en:
      'There is nobody "{to}" at work (no such account, or it is disabled). Check the name and delegate to ' +
      'a colleague.',
  },
  'task.person-elsewhere': {
    zh: '{to}不在{office}的同一岗位，不能承办该待办。请转交给本单位同一岗位的人员。',
    en:
      '{to} does not have your post in {office} and cannot do this work. Delegate to a colleague of the ' +
      'same post.',
  },
  'task.other-desk': {
    zh: '该待办在{office}，不在您的单位。请由该单位负责人收回；逾期上报后，上一级单位也可以收回。',
    en:
      'The task is on the desk of {office}. Its chief may take it back; after it escalated, the office ' +
      'above may as well.',
  },
  'four-eyes.excluded': {
    zh: '{person}编制了该材料，或者在本轮已经以另一身份办理，不得办理本环节。请由本单位其他人员签收。',
    en:
      '{person} prepared what is decided here, or has acted in another capacity in this round, and may not ' +
      'handle it. Another person of the office must claim it.',
    source: '内部控制：经办与审批分离、不相容岗位相分离',
  },
});

/** What of a refusal's details is the user name of somebody, or the code of an office, who is there. */
const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  'task.claimed-by-other': ['claimedBy'],
  'task.not-claimed-by': ['claimedBy', 'from'],
  'task.person-elsewhere': ['to'],
  'four-eyes.excluded': ['person'],
};
const OFFICES: Readonly<Record<string, readonly string[]>> = {
  'task.person-elsewhere': ['office'],
  'task.other-desk': ['office'],
};

/** Of whom a refusal tells by a name or code that only the program uses. */
export function whoIsIn({ code, details }: Rejected): Readonly<{ users: string[]; offices: string[] }> {
  const of = (members: readonly string[] = []) => members.map((member) => String(details[member]));
  return { users: of(PEOPLE[code]), offices: of(OFFICES[code]) };
}

/** The same refusal in the words that people use: whoever has no name any more stays as they were. */
export function refusalNaming(error: Rejected, names: ReadonlyMap<string, string>): Rejected {
  const members = [...(PEOPLE[error.code] ?? []), ...(OFFICES[error.code] ?? [])];
  const named = members.map((member) => {
    const known = String(error.details[member]);
    return [member, names.get(known) ?? known] as const;
  });
  const code = error.code as keyof typeof refuse.catalogue;
  return refuse(code, { ...error.details, ...Object.fromEntries(named) });
}

/** @throws Rejected `four-eyes.excluded` */
export function requireUnbarred(
  excluded: readonly string[],
  actor: Readonly<{ person: string; onBehalfOf?: string }>,
): void {
  const barred = barredAmong(excluded, actor);
  if (barred !== undefined) throw refuse('four-eyes.excluded', { person: barred });
}
