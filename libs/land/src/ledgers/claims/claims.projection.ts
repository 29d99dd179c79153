import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { Subject } from '../../shared/terms.js';
import type { Claim, ClaimKind, ClaimsEvent } from './claims.events.js';

/** What is reported, as the pages of the machines call it. */
export const CLAIM_KIND_NAMES: Readonly<Record<ClaimKind, string>> = {
  announcement: '公告',
  supplements: '补充公告',
  results: '结果',
  suspension: '中止',
  resumption: '恢复',
  termination: '终止',
  refunds: '保证金退还',
  'result-publication': '结果公布',
  voidance: '成交结果无效',
  'registration-acceptance': '登记受理',
  'registration-correction': '登记补正',
  'registration-refusal': '不予登记',
  registration: '登记结果',
  'levy-receipts': '调节金到账',
  'price-receipts': '价款、租金到账',
  'guarantee-receipts': '履约保证金到账',
};

/** What became of a claim, in the words of the list. */
export const CLAIM_STATE_NAMES = {
  received: '已收到，尚未处理',
  waiting: '先于所依据的事项，等待处理',
  accepted: '已受理',
  refused: '未受理',
  disputed: '与已受理的内容矛盾，待处理',
  upheld: '经处理，维持已受理的内容',
  wrong: '经处理，已受理的内容确有错误',
} as const;
export type ClaimState = keyof typeof CLAIM_STATE_NAMES;

/** A claim as whoever made it sees it: times are ISO 8601 in UTC. */
export type ClaimView = Readonly<{
  id: string;
  subject: Subject;
  kind: ClaimKind;
  state: ClaimState;
  key: string;
  claimant: Claim['claimant'];
  sha256: string;
  signed: boolean;
  receivedAt: string;
  judgedAt: string | null;
  /** Of the listing, after it was accepted. */
  version: number | null;
  code: string | null;
  detail: string | null;
  /** What a waiting claim waits for, in words. */
  waitsFor?: string | null;
  /** The dispute that it opened, or that one of the same content did. */
  dispute: number | null;
  /** The document by which what was accepted was found wrong. */
  documentNo: string | null;
}>;

/** What machines claimed, by the id of the claim. */
export const PlatformClaims = readModel<ClaimView>('platform-claims');

@Injectable()
export class ClaimsProjection extends Projection<ClaimView, ClaimsEvent> {
  readonly model = PlatformClaims;
  readonly handles = [
    'ClaimReceived',
    'ClaimWaiting',
    'ClaimAccepted',
    'ClaimRefused',
    'ClaimDisputed',
    'RecordUpheld',
    'RecordFoundWrong',
  ] as const;

  ids({ data: { claim } }: Recorded<ClaimsEvent>): readonly string[] {
    return [claim];
  }

  evolve(view: ClaimView | undefined, event: Recorded<ClaimsEvent>): ClaimView | undefined {
    const { type, data, meta } = event;
    if (type === 'ClaimReceived') return arrived(data, meta.occurredAt);
    if (!view) return undefined;
    const judgedAt = meta.occurredAt;
    switch (type) {
      case 'ClaimWaiting': {
        const { code, detail } = data.refusal;
        return { ...view, state: 'waiting', code, detail, waitsFor: data.waitsFor.zh };
      }
      case 'ClaimAccepted': {
        const told = { code: null, detail: null, waitsFor: null };
        return { ...view, ...told, state: 'accepted', judgedAt, version: data.version };
      }
      case 'ClaimRefused':
      case 'ClaimDisputed': {
        const { code, detail } = data.refusal;
        const state = type === 'ClaimDisputed' ? 'disputed' : 'refused';
        return { ...view, state, judgedAt, code, detail, waitsFor: null, dispute: data.dispute ?? null };
      }
      case 'RecordUpheld':
        return { ...view, state: 'upheld' };
      case 'RecordFoundWrong':
        return { ...view, state: 'wrong', documentNo: data.documentNo };
    }
  }

  override index({ claimant, state, subject, receivedAt }: ClaimView, id: string) {
    const { entry, district, township } = subject;
    return { keys: { user: claimant.user, state, entry, district, township }, sort: `${receivedAt} ${id}` };
  }
}

const arrived = (data: { subject: Subject } & Claim, receivedAt: string): ClaimView => {
  const { subject, claim: id, kind, key, claimant, sha256, signature } = data;
  return {
    ...{ id, subject, kind, state: 'received', key, claimant, sha256, signed: signature !== undefined },
    ...{ receivedAt, judgedAt: null, version: null, code: null, detail: null },
    ...{ waitsFor: null, dispute: null, documentNo: null },
  };
};
