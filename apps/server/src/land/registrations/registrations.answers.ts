import { BURDEN_NAMES, CERTIFIED_BY, REGISTRATION_STATES, TENURE_DAY_NAMES } from '#land';
import type {
  AcceptedApplication,
  BurdenHistory,
  Certificate,
  DeedTaxDue,
  RegisteredRight,
  SentBack,
  TenureDay,
} from '#land';
import {
  coded,
  day,
  fen,
  flag,
  integer,
  list,
  map,
  named,
  object,
  optional,
  orNull,
  page,
  text,
} from '../../openapi/schema.js';
import { REGISTRATION_NEED, SUBJECT } from '../shared/answers.js';
import type { IdleShown, RegistrationRow, TenureDayRow, TenureShown, WorkNow } from './registration-row.js';

const TENURE_DAY = {
  what: coded(TENURE_DAY_NAMES, '哪一项期限'),
  on: day('期限'),
  state: coded({ done: '已办', past: '已过', ahead: '未到' }, '是否已过'),
  doneOn: optional(day('办理之日')),
  formula: optional(text('怎样计算')),
  rule: optional(text('规则行；按合同确定的没有')),
  source: text('依据'),
  confirmed: flag('依据已确认'),
};
const tenureDay = named('TenureDay', object<TenureDay>(TENURE_DAY));

const work = object<WorkNow>({
  id: text('任务编号'),
  kind: coded({ 'register-right': '办理不动产登记', 'apply-registration': '补正并重新申请登记' }, '办理什么'),
});
const deedTax = object<DeedTaxDue>({
  amountFen: fen('应缴契税，分'),
  explanation: object<DeedTaxDue['explanation']>({
    formula: text('算式，数字在其中'),
    inputs: map(text(), '算式中的数，键为名称'),
    rule: text('规则行'),
    source: text('依据'),
    confirmed: flag('依据已确认'),
  }),
});
const sentBack = object<SentBack>({
  how: coded({ correction: '补正', refusal: '不予登记' }, '怎样退回'),
  round: integer('第几次申请'),
  documentNo: text('文号'),
  on: day('退回之日'),
  items: optional(
    list(
      object<NonNullable<SentBack['items']>[number]>({
        field: text('哪一项材料'),
        opinion: text('须补正什么'),
        source: optional(text('依据')),
      }),
    ),
  ),
  reason: optional(text('不予登记的理由')),
  clause: optional(text('依据的条款')),
});
const right = object<RegisteredRight>({
  unitNo: text('不动产单元号'),
  supervisionNo: text('电子监管号'),
  deedTaxVoucher: text('契税凭证号'),
  deedTaxFen: fen('已缴契税，分'),
  deedTaxRelief: optional(text('减免契税的文号')),
});
const certificate = object<Certificate>({
  by: coded(CERTIFIED_BY, '登记种类'),
  certificateNo: text('不动产权证号'),
  registeredOn: day('登簿之日'),
  holder: text('使用权人'),
});
const burden = object<BurdenHistory>({
  id: text('限制的文号'),
  kind: coded(BURDEN_NAMES, '限制的种类'),
  organ: text('作出机关'),
  on: day('自何日起'),
  reason: text('事由'),
  liftedOn: optional(day('解除之日')),
  liftedBecause: optional(text('解除的依据')),
});
const idle = object<IdleShown>({
  since: day('认定闲置的起算日'),
  feeFen: fen('土地闲置费，分'),
  formula: text('算式'),
  source: text('依据'),
  paidOn: optional(day('缴纳之日')),
  voidedBy: optional(text('不予收取的文号')),
  returnable: flag('可以收回'),
  kept: flag('已决定不收回'),
});
const tenure = object<TenureShown>({
  status: coded({ held: '存续', ended: '已终止' }, '使用权'),
  holder: optional(text('使用权人')),
  use: optional(text('用途')),
  beganOn: optional(day('期限自')),
  endsOn: day('期限至，或者终止之日'),
  idle: optional(idle),
  transfer: optional(
    object<NonNullable<TenureShown['transfer']>>({
      to: text('受让方'),
      contractNo: text('转让合同编号'),
      signedOn: day('签订之日'),
      levyPaidOn: optional(day('缴清再转让调节金之日')),
    }),
  ),
  renewal: optional(
    object<NonNullable<TenureShown['renewal']>>({
      years: integer('申请续期的年数'),
      appliedOn: day('申请之日'),
    }),
  ),
});

export const REGISTRATION_LIST = page(
  named(
    'RegistrationOfEntry',
    object<RegistrationRow>({
      subject: SUBJECT,
      village: text('村'),
      owner: text('集体经济组织'),
      buyer: optional(text('受让人')),
      state: coded(REGISTRATION_STATES, '登记情况'),
      changedOn: day('最近一次变化'),
      needs: list(REGISTRATION_NEED),
      decideBy: optional(orNull(day('登记办结期限；null 为待放假安排公布'))),
      overdue: flag('登记逾期'),
      work: optional(work),
      deedTax: optional(deedTax),
      applications: list(
        object<AcceptedApplication>({
          round: integer('第几次申请'),
          applicationNo: text('受理号'),
          acceptedOn: day('受理之日'),
        }),
      ),
      returns: list(sentBack),
      right: optional(right),
      certificates: list(certificate),
      burdens: list(burden),
      tenure: optional(tenure),
      days: list(tenureDay),
    }),
  ),
);

export const TENURE_DAYS = page(
  named(
    'TenureDayOfEntry',
    object<TenureDayRow>({
      subject: SUBJECT,
      village: text('村'),
      holder: text('使用权人'),
      ...TENURE_DAY,
    }),
  ),
);
