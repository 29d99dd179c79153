import type { Event } from '#kernel/messages';
import type { Day, Subject } from '../../shared/terms.js';

/**
 * Offices that an order may go to, by their bureau, with who answers there: each has a task of its own kind.
 */
export const OVERSEEN = {
  township: { zh: '属地镇（街道）', role: 'clerk' },
  'natural-resources': { zh: '自然资源主管部门', role: 'reviewer' },
  'development-reform': { zh: '发展改革部门', role: 'reviewer' },
  ecology: { zh: '生态环境部门', role: 'reviewer' },
  agriculture: { zh: '农业农村部门', role: 'reviewer' },
  finance: { zh: '财政部门', role: 'finance' },
  registry: { zh: '不动产登记机构', role: 'registrar' },
  government: { zh: '区（县）政府', role: 'approver' },
} as const;
export type Overseen = keyof typeof OVERSEEN;
export const OVERSEEN_NAMES = Object.fromEntries(
  Object.entries(OVERSEEN).map(([bureau, { zh }]) => [bureau, zh]),
) as Readonly<Record<Overseen, string>>;

/** Which order, and which of its answers is meant. */
export type OversightAbout = Readonly<{
  subject: Subject;
  /** Counts the orders of the entry, from 1. */
  no: number;
  /** The entry and `no`, such as `370114001018JB00011-1.oversight.1`. */
  number: string;
  /** Counts the answers asked for in the entry, from 1: the round of the task. */
  round: number;
  /** Who answers. */
  bureau: Overseen;
}>;

/** Where an order stands. */
export type OversightState = 'asked' | 'answered' | 'accepted' | 'withdrawn';

/** The last day that the supervisor set; absent where the clock of the rules runs. */
export type AnswerDay = Readonly<{ lastDay?: Day }>;

/** None of them moves the entry: whoever is asked answers, and goes on by the decisions of the stage. */
export type OversightEvent =
  /** `task`: the one that it is about; null where it is about the entry. */
  | Event<'OversightOrdered', OversightAbout & AnswerDay & Readonly<{ task: string | null; text: string }>>
  | Event<'OversightAnswered', OversightAbout & Readonly<{ answer: string }>>
  | Event<'OversightAccepted', OversightAbout>
  /** Not accepted: `round` is that of the next answer. */
  | Event<'OversightReturned', OversightAbout & AnswerDay & Readonly<{ reason: string }>>
  | Event<'OversightWithdrawn', OversightAbout & Readonly<{ reason: string }>>;
