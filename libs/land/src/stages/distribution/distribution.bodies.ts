import { PayoutBody } from '../../body/common.bodies.js';
import {
  Choice,
  Day,
  Fen,
  Line,
  Nested,
  NestedList,
  Optional,
  Pattern,
  Ratio,
  Whole,
} from '../../body/fields.js';
import { ACCOUNT_NAMES, BASIS_NAMES } from '../../shared/choice-names.js';

const MEMBERS_MAX = 20_000;

export class ResolutionBody {
  @Whole(1, 1_000_000) total!: number;
  @Whole(0, 1_000_000, { called: '同意票数' }) yes!: number;
  @Optional() @Choice(BASIS_NAMES) basis?: 'members' | 'delegates';
  @Optional() @Whole(0, 1_000_000) attended?: number;
  /** 会前十日提供方案（农村集体经济组织法第四十六条）. */
  @Day() planShownOn!: string;
  @Optional() @Day() noticedOn?: string;
  @Day({ called: '表决日期' }) heldOn!: string;
}

export class MemberBody {
  @Line({ max: 100, called: '成员或者户', example: '张三' }) id!: string;
  @Pattern(/^(0|[1-9]\d{0,11})$/, '非负整数（加引号）', '3') weight!: string;
}

export class MembersBody {
  @Choice(['股份', '户']) by!: '股份' | '户';
  @NestedList(() => MemberBody, { min: 1, max: MEMBERS_MAX })
  list!: MemberBody[];
}

export class PlanBody {
  @Fen() costsFen!: string;
  @Optional() @Fen() taxFen?: string;
  @Optional() @Ratio('30%') membersRatio?: string;
  @Optional() @Ratio('30%') groupRatio?: string;
  @Optional() @Nested(() => MembersBody) members?: MembersBody;
  @Optional() @Choice(['股份', '现金']) payout?: '股份' | '现金';
  @Nested(() => ResolutionBody)
  resolution!: ResolutionBody;
}

export class PublishedBody {
  @Day() publishedOn!: string;
}

export class DistributedBody extends PayoutBody {
  @Optional() @Choice(ACCOUNT_NAMES, { called: '收款账户' }) account?: 'collective' | 'personal';
}
