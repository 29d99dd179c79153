import { outcome, whenOf, work } from '../../work/work.js';
import { ObjectionReplyBody } from './objections.bodies.js';
import { answerPublicObjection, objectionsOf } from './objections.commands.js';
import type { ObjectionsEvent } from './objections.events.js';

const when = whenOf<ObjectionsEvent>();

/** Whose notice it is: a trade is announced for the bureau, everything else is shown by the township. */
const isOfBureau = ({ kind }: ObjectionsEvent['data']) => kind === 'listing';
const outcomeOf = (upheld: boolean) => (upheld ? 'uphold' : 'dismiss');

const answer = (upheld: boolean) => (entry: string, body: ObjectionReplyBody, no: number) =>
  answerPublicObjection(objectionsOf(entry), { no, upheld, ...body });

/**
 * The end of the entry does not answer whoever objected, so nothing but an answer ends it. What follows from
 * one that is upheld stands with the deal and the distribution, which another decision stops.
 */
export const answerObjectionWork = work('answer-objection', {
  zh: '答复对公示的异议',
  role: 'clerk',
  bureau: 'township',
  clock: 'procedure.answer-objection',
  escalateTo: 'government',
  opens: [when('ObjectionReceived', ({ data }) => (isOfBureau(data) ? undefined : { round: data.no }))],
  closes: [
    when('ObjectionAnswered', ({ data }) =>
      isOfBureau(data) ? undefined : { outcome: outcomeOf(data.upheld), round: data.no },
    ),
  ],
  cancels: [],
  outcomes: {
    uphold: outcome(
      '异议成立，另行登记异议并停止成交或者重新编制分配方案',
      'objection.answer',
      ObjectionReplyBody,
      answer(true),
    ),
    dismiss: outcome('异议不成立', 'objection.answer', ObjectionReplyBody, answer(false)),
  },
});

/** Against the announcement of a trade, which the bureau ordered. */
export const answerListingObjection = work('answer-listing-objection', {
  zh: '答复对交易公告的异议',
  role: 'reviewer',
  bureau: 'natural-resources',
  clock: 'procedure.answer-objection',
  escalateTo: 'government',
  opens: [when('ObjectionReceived', ({ data }) => (isOfBureau(data) ? { round: data.no } : undefined))],
  closes: [
    when('ObjectionAnswered', ({ data }) =>
      isOfBureau(data) ? { outcome: outcomeOf(data.upheld), round: data.no } : undefined,
    ),
  ],
  cancels: [],
  outcomes: {
    uphold: outcome(
      '异议成立，另行通知交易平台中止或者终止交易',
      'objection.answer-listing',
      ObjectionReplyBody,
      answer(true),
    ),
    dismiss: outcome('异议不成立', 'objection.answer-listing', ObjectionReplyBody, answer(false)),
  },
});

export const OBJECTIONS_WORK = [answerObjectionWork, answerListingObjection] as const;
