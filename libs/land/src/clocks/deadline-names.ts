/**
 * What people call the times that run, by the command that is sent when they are over. The spec beside it
 * holds this against what the stages set.
 */
export const DEADLINE_NAMES: Readonly<Record<string, string>> = {
  PassOpinionDeadline: '联审意见期限',
  ExpireReservation: '指标预占届满',
  OpenListing: '开始交易之日',
  PassRefundDeadline: '退还保证金期限',
  PassPublicationDeadline: '公布交易结果期限',
  ExpireClaim: '报送等待期限',
  PassPublicity: '成交公示期满',
  PassSigningDeadline: '签订合同期限',
  PassInstalment: '缴纳价款期限',
  PassDefault: '可以解除合同之日',
  PassRentCall: '发出租金缴款通知书之日',
  PassLevyDeadline: '缴纳调节金期限',
  PassPublication: '收益分配方案公示期满',
  PassRegistrationDeadline: '登记办结期限',
  PassDividendDay: '支付保底分红期限',
  PassIdleDay: '闲置土地处置之日',
  PassTermEnd: '使用期限届满',
  BringInRates: '调节金比例生效之日',
  EscalateTask: '任务办理期限',
};
