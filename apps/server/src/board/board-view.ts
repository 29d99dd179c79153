import { NOTICE_KINDS, NOTICE_STATES, mayObject } from '#feed';
import type { Notice } from '#feed';
import { FORM_NAMES, METHOD_NAMES } from '#land';
import type { CivilDate, RulePacks } from '#policy';
import { timeLeft } from './board-time.js';
import type { TimeLeft } from './board-time.js';

/** Names of the codes of a notice: whoever reads the board has not signed in and asks for no other list. */
export type NoticeNames = Readonly<{
  kind: string;
  state: string;
  district: string;
  township: string;
  form: string;
  method: string;
}>;
/** `mayObject`: whether anybody may object to it online today. */
type Shown = Readonly<{ names: NoticeNames; left?: TimeLeft; mayObject: boolean }>;
/** A line of the board is short. */
const IN_FULL_ONLY = ['boundary', 'conditions', 'lines', 'facts'] as const;
type InFullOnly = (typeof IN_FULL_ONLY)[number];
export const isOnCard = (member: string): boolean => !(IN_FULL_ONLY as readonly string[]).includes(member);
/** A line of the board. */
export type NoticeCard = Omit<Notice, InFullOnly> & Shown;
/** Proof that a fact stands in the log, which does not tell what the fact says. */
export type NoticeEvidence = Readonly<{ fact: string; index: number; leafHash: string; proof: string }>;
export type NoticeInFull = Notice & Shown & Readonly<{ evidence: readonly NoticeEvidence[] }>;

export function shownOn(notice: Notice, packs: RulePacks, today: CivilDate): Shown {
  const { kind, state, form, method, district, township } = notice;
  const districts = packs.current(district, today).on(today, district).districts;
  const here = districts.find(({ code }) => code === district);
  const names = {
    ...{ kind: NOTICE_KINDS[kind], state: NOTICE_STATES[state] },
    ...{ form: FORM_NAMES[form], method: METHOD_NAMES[method] },
    district: here?.name ?? district,
    township: here?.townships.find(({ code }) => code === township)?.name ?? township,
  };
  const left = timeLeft(notice, packs, today);
  return { names, ...(left ? { left } : {}), mayObject: mayObject(notice, today) };
}

export function cardOf(notice: Notice, packs: RulePacks, today: CivilDate): NoticeCard {
  const card = Object.fromEntries(Object.entries(notice).filter(([member]) => isOnCard(member)));
  return { ...(card as Omit<Notice, InFullOnly>), ...shownOn(notice, packs, today) };
}

/** What a notice is called in a list, a feed and the tab of a browser. */
export const titleOf = ({ names, village, location }: NoticeCard): string =>
  `${names.kind}：${names.district}${names.township}${village} ${location}`;
