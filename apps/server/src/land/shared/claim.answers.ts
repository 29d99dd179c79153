import { CLAIM_KIND_NAMES, CLAIM_STATE_NAMES } from '#land';
import type { ClaimView } from '#land';
import {
  coded,
  flag,
  instant,
  integer,
  named,
  object,
  optional,
  orNull,
  page,
  text,
} from '../../openapi/schema.js';
import { SUBJECT } from './answers.js';
import type { ClaimTaken } from './claim-desk.js';

/** What a report may be refused with besides what the rules of its matter refuse. */
export const REPORT = {
  topics: ['signature'],
  waits: '先于所依据的事项到达，已留存；等到以后自动处理，见 /platform/v1/claims',
};

export const CLAIM_TAKEN = named(
  'ClaimTaken',
  object<ClaimTaken>({
    entry: text('事项编号'),
    version: optional(integer('办理后的版本；等待处理的没有')),
    claim: optional(text('报送的编号，见 /platform/v1/claims')),
    waitsFor: optional(
      object<NonNullable<ClaimTaken['waitsFor']>>({
        code: text('现在还不能受理的代码，见 /problems'),
        zh: text('等待什么'),
        en: text('等待什么（英文）'),
      }),
    ),
  }),
);

export const CLAIM = named(
  'Claim',
  object<ClaimView>({
    id: text('报送的编号'),
    subject: SUBJECT,
    kind: coded(CLAIM_KIND_NAMES, '报送的种类'),
    state: coded(CLAIM_STATE_NAMES, '办理状态'),
    key: text('报送时的 Idempotency-Key'),
    claimant: object<ClaimView['claimant']>({ user: text('账户'), office: text('单位') }),
    sha256: text('请求正文的 SHA-256，十六进制'),
    signed: flag('是否带有签名'),
    receivedAt: instant('收到时间'),
    judgedAt: orNull(instant('处理时间')),
    version: orNull(integer('受理后该环节的版本')),
    code: orNull(text('未受理的代码，见 /problems')),
    detail: orNull(text('未受理的原因和下一步')),
    waitsFor: optional(orNull(text('等待什么；等到以后自动处理'))),
    dispute: orNull(integer('第几项矛盾；内容相同的报送为同一项')),
    documentNo: orNull(text('认定已受理的内容有误的文号')),
  }),
);
export const CLAIMS = page(CLAIM);
