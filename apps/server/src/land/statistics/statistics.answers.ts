import { QUOTA_KINDS, STAGES } from '#land';
import type {
  BottomLines,
  DistributionCounts,
  DistrictStatistics,
  EntryCounts,
  LevyCounts,
  QuotaCount,
  StageCount,
  WorkCount,
} from '#land';
import { area, day, fen, integer, list, named, object, oneOf, text } from '../../openapi/schema.js';
import type { OfDistrict, Statistics } from './statistics-desk.js';

const ENTRIES = object<EntryCounts>({
  submitted: integer('已受理的事项'),
  running: integer('其中办理中'),
  completed: integer('已办结'),
  rejected: integer('未通过'),
  withdrawn: integer('已撤回'),
  lapsed: integer('已终止'),
  submittedM2: area('受理面积，平方米'),
  approved: integer('已批准'),
  approvedM2: area('批准面积'),
  dealt: integer('已成交'),
  dealtFen: fen('成交价款，分'),
});

const STAGE = object<StageCount>({
  stage: oneOf(
    STAGES.map(({ stage }) => stage),
    '环节',
  ),
  reached: integer('到过该环节的事项'),
  here: integer('目前在该环节的事项'),
  days: integer('全部事项在该环节的自然日合计；除以 reached 得平均用时'),
});

const WORK = object<WorkCount>({
  part: text('所属环节'),
  kind: text('事项办理种类'),
  office: text('单位'),
  opened: integer('已下发'),
  done: integer('已办结'),
  cancelled: integer('已取消'),
  open: integer('未办结'),
  late: integer('超过期限的，包括逾期办结和逾期未办'),
  escalated: integer('已上报督办'),
  timed: integer('有期限且已办结，以下两项的件数'),
  daysUsed: integer('实际用时合计，自然日'),
  daysAllowed: integer('法定（规则）时限合计，自然日'),
});

const QUOTA = object<QuotaCount>({
  planYear: integer('年度'),
  kind: oneOf(QUOTA_KINDS, '指标种类'),
  totalM2: area('总量，平方米'),
  reservedM2: area('预占'),
  occupiedM2: area('占用'),
  usedM2: area('核销'),
  availableM2: area('可用'),
  waiting: integer('轮候的事项'),
});

const LEVY = object<LevyCounts>({
  assessedFen: fen('核定的调节金（已取消的除外），分'),
  lateFeeFen: fen('滞纳金，分'),
  paidFen: fen('已缴，分'),
  refundedFen: fen('撤销后应退，分'),
  unpaidFen: fen('未缴，分，含未到期'),
  overdueFen: fen('逾期未缴，分'),
  overdue: integer('逾期未缴的事项'),
});

const DISTRIBUTION = object<DistributionCounts>({
  entries: integer('已兑付收益的事项'),
  sharedFen: fen('已分配，分'),
  membersFen: fen('其中分给成员，分'),
});

const BOTTOM_LINES = object<BottomLines>({
  blockedChecks: integer('因占用禁止入市的图层而未通过的核查次数'),
  blockedByLayer: list(
    object<BottomLines['blockedByLayer'][number]>({
      layer: text('图层'),
      checks: integer('次数'),
    }),
  ),
  approvedOverBlock: integer('核查未通过仍获批准的事项，应为 0'),
  approvedNewLandM2: area('批准的新增建设用地，平方米'),
  lockRefusals: integer('因宗地已被占用或者有权利限制而不予受理的次数'),
  objections: integer('对收益分配的异议'),
  objectionsUpheld: integer('其中成立的'),
});

const COUNTED = {
  entries: ENTRIES,
  stages: list(STAGE),
  work: list(WORK),
  quotas: list(QUOTA),
  levy: LEVY,
  distribution: DISTRIBUTION,
  bottomLines: BOTTOM_LINES,
};

export const STATISTICS = named(
  'Statistics',
  object<Statistics>({
    asOf: day('截至该日终了'),
    districts: list(
      named(
        'DistrictStatistics',
        object<OfDistrict>({ district: text('区县代码'), name: text('区县'), ...COUNTED }),
      ),
    ),
    total: named('TotalStatistics', object<DistrictStatistics>(COUNTED)),
  }),
);
