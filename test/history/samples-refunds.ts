import type { LandEvent, Subject } from '#land';

type Samples = readonly (readonly [kind: string, fact: LandEvent])[];

/** One of each fact of money that goes back. */
export const refundSamples = (subject: Subject): Samples => {
  const about = { subject, no: 1, kind: 'levy', amountFen: '260000000' } as const;
  const facts: readonly LandEvent[] = [
    {
      type: 'RefundOwed',
      data: { ...about, basis: `levy-${subject.entry}@5`, reason: '合同已解除', owedOn: '2026-07-06' },
    },
    {
      type: 'RefundPaid',
      data: { ...about, payee: '示范实业有限公司', voucherNo: '退付〔2026〕3号', paidOn: '2026-07-10' },
    },
  ];
  return facts.map((fact) => ['refunds', fact] as const);
};
