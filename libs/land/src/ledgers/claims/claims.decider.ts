import type { Actor, Command, Decider } from '#kernel/messages';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Subject } from '../../shared/terms.js';
import type { ClaimsCommand } from './claims.commands.js';
import type { ClaimKind, ClaimRefusal, ClaimsEvent, WaitsFor } from './claims.events.js';
import { refuse } from './claims.refusals.js';
import { isContradiction } from './contradiction.rules.js';

type Judgement =
  Readonly<{ as: 'accepted'; version: number }> | Readonly<{ as: 'refused'; refusal: ClaimRefusal }> | null;
type Known = Readonly<{
  subject: Subject;
  kind: ClaimKind;
  contentSha256: string;
  /** Null from its receipt until it is judged. */
  judgement: Judgement;
}>;
/** A claim that came early, with the command that it is judged by and why it was too early. */
export type Waiting = Readonly<{
  claim: string;
  refusal: ClaimRefusal;
  waitsFor: WaitsFor;
  command: Command;
  commandId: string;
  actor: Actor;
}>;
type Settled = Readonly<{ as: 'upheld'; reason: string }> | Readonly<{ as: 'wrong'; documentNo: string }>;
type Dispute = Readonly<{ no: number; claim: string; kind: ClaimKind; contentSha256: string }> &
  Readonly<{ settled: Settled | null }>;

/** What machines have claimed about one entry, and what came of each claim. */
export type Claims = Readonly<{
  known: Readonly<Record<string, Known>>;
  disputes: readonly Dispute[];
  /** In the order in which they came. */
  waiting: readonly Waiting[];
}>;

/**
 * Keeps what was reported apart from what was taken: a report is received, then judged by the rules of the
 * stage that it is about, then its judgement is kept. It is judged once; who asks again, after whatever,
 * finds it here. One that came before what it rests on waits, and is judged when that is there.
 */
export const claims: Decider<Claims, ClaimsCommand, ClaimsEvent> = {
  initial: { known: {}, disputes: [], waiting: [] },

  decide({ type, data }, state): readonly ClaimsEvent[] {
    switch (type) {
      case 'ReceiveClaim':
        return state.known[data.claim] ? [] : [{ type: 'ClaimReceived', data }];
      case 'AcceptClaim': {
        const { subject, kind, judgement } = received(state, data.claim);
        const told = { subject, kind, ...data, ...waitedOf(state, data.claim) };
        return judgement ? [] : [{ type: 'ClaimAccepted', data: told }];
      }
      case 'KeepClaimWaiting': {
        const { subject, kind, judgement } = received(state, data.claim);
        if (judgement || waitingOf(state, data.claim)) return [];
        return [{ type: 'ClaimWaiting', data: { subject, kind, ...data } }];
      }
      case 'ExpireClaim': {
        const waiting = waitingOf(state, data.claim);
        return waiting ? refused(state, waiting) : [];
      }
      case 'RefuseClaim':
        return refused(state, data);
      case 'UpholdRecord': {
        const { dispute, reason } = data;
        const about = opened(state, dispute, { as: 'upheld', reason });
        return about ? [{ type: 'RecordUpheld', data: { ...about, dispute, reason } }] : [];
      }
      case 'FindRecordWrong': {
        const { dispute, documentNo } = data;
        const about = opened(state, dispute, { as: 'wrong', documentNo });
        return about ? [{ type: 'RecordFoundWrong', data: { ...about, dispute, documentNo } }] : [];
      }
    }
  },

  evolve(state, { type, data }): Claims {
    switch (type) {
      case 'ClaimReceived': {
        const { subject, claim, kind, contentSha256 } = data;
        const known = { subject, kind, contentSha256, judgement: null };
        return { ...state, known: { ...state.known, [claim]: known } };
      }
      case 'ClaimWaiting': {
        return { ...state, waiting: [...state.waiting, data] };
      }
      case 'ClaimAccepted':
        return judged(state, data.claim, { as: 'accepted', version: data.version });
      case 'ClaimRefused':
        return judged(state, data.claim, { as: 'refused', refusal: data.refusal });
      case 'ClaimDisputed': {
        const { claim, kind, contentSha256, dispute: no, refusal } = data;
        const dispute = { no, claim, kind, contentSha256, settled: null };
        return {
          ...judged(state, claim, { as: 'refused', refusal }),
          disputes: [...state.disputes, dispute],
        };
      }
      case 'RecordUpheld':
        return settledBy(state, data.dispute, { as: 'upheld', reason: data.reason });
      case 'RecordFoundWrong':
        return settledBy(state, data.dispute, { as: 'wrong', documentNo: data.documentNo });
    }
  },
};

/** What came of a claim; null where it was not judged, or is not known. */
export const judgementOf = ({ known }: Claims, claim: string): Judgement => known[claim]?.judgement ?? null;

/** Why a claim waits and how it is judged again; nothing where it does not wait. */
export const waitingOf = ({ waiting }: Claims, claim: string): Waiting | undefined =>
  waiting.find((one) => one.claim === claim);

const waitedOf = (state: Claims, claim: string): Readonly<{ waited?: true }> =>
  waitingOf(state, claim) ? { waited: true } : {};

function received({ known }: Claims, claim: string): Known {
  const found = known[claim];
  if (!found) throw refuse('claims.not-received', { claim });
  return found;
}

/** A contradiction that was said before is the question that was asked before, settled or not. */
function refused(
  state: Claims,
  { claim, refusal }: Readonly<{ claim: string; refusal: ClaimRefusal }>,
): readonly ClaimsEvent[] {
  const { subject, kind, contentSha256, judgement } = received(state, claim);
  if (judgement) return [];
  const about = { subject, claim, kind, refusal, ...waitedOf(state, claim) };
  if (!isContradiction(refusal, kind)) return [{ type: 'ClaimRefused', data: about }];
  const before = state.disputes.find((one) => one.kind === kind && one.contentSha256 === contentSha256);
  if (before) return [{ type: 'ClaimRefused', data: { ...about, dispute: before.no } }];
  return [{ type: 'ClaimDisputed', data: { ...about, contentSha256, dispute: state.disputes.length + 1 } }];
}

/** What an open dispute is about; nothing where it was settled in just this way. */
function opened(state: Claims, no: number, { as, ...how }: Settled) {
  const dispute = state.disputes.find((one) => one.no === no);
  if (!dispute) throw refuse('claims.dispute-unknown', { dispute: no });
  const { claim, kind, settled } = dispute;
  if (!settled) return { subject: received(state, claim).subject, claim, kind };
  const { as: before, ...known } = settled;
  if (before !== as) {
    const [settledZh, settledEn] =
      before === 'upheld'
        ? ['维持已受理的内容', 'what was accepted stands']
        : ['确有错误', 'what was accepted is wrong'];
    throw refuse('claims.settled', { dispute: no, settled: settledZh, settledEn });
  }
  isRepeat([`第${no}项有矛盾的报送的办理结果`, `The settlement of dispute ${no}`], known, how);
  return undefined;
}

const judged = (state: Claims, claim: string, judgement: Judgement): Claims => ({
  ...state,
  known: { ...state.known, [claim]: { ...state.known[claim]!, judgement } },
  waiting: state.waiting.filter((one) => one.claim !== claim),
});

const settledBy = (state: Claims, no: number, settled: Settled): Claims => ({
  ...state,
  disputes: state.disputes.map((one) => (one.no === no ? { ...one, settled } : one)),
});
