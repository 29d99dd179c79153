import type { LandEvent, Subject } from '#land';

type Samples = readonly (readonly [kind: string, fact: LandEvent])[];

/** One of each fact of what a supervisor asks of an office. */
export const oversightSamples = (subject: Subject): Samples => {
  const about = (no: number, round: number) =>
    ({ subject, no, number: `${subject.entry}.oversight.${no}`, round, bureau: 'finance' }) as const;
  const facts: readonly LandEvent[] = [
    {
      type: 'OversightOrdered',
      data: { ...about(1, 1), task: null, text: '请说明调节金通知书未发出的原因。', lastDay: '2026-06-12' },
    },
    { type: 'OversightAnswered', data: { ...about(1, 1), answer: '缴款通知书已于今日发出。' } },
    {
      type: 'OversightReturned',
      data: { ...about(1, 2), reason: '请附通知书文号。', lastDay: '2026-06-19' },
    },
    { type: 'OversightAnswered', data: { ...about(1, 2), answer: '文号为章财调〔2026〕5号。' } },
    { type: 'OversightAccepted', data: about(1, 2) },
    {
      type: 'OversightOrdered',
      data: {
        ...about(2, 3),
        task: `task-${subject.entry}.notify-levy.1`,
        text: '请尽快办理已经逾期的任务。',
      },
    },
    { type: 'OversightWithdrawn', data: { ...about(2, 3), reason: '任务已经办结' } },
  ];
  return facts.map((fact) => ['oversight', fact] as const);
};
