import type { LandEvent, Subject } from '#land';

/** A paper that went out: the simulated counties of a frozen release were made before there were any. */
export const officialSamples = (subject: Subject): readonly (readonly [kind: string, fact: LandEvent])[] => [
  [
    'official',
    {
      type: 'OfficialPaperIssued',
      data: {
        subject,
        kind: 'approval-reply',
        year: 2026,
        serial: 3,
        documentNo: '章自然资入市批〔2026〕3号',
        basis: `scheme-${subject.entry}@1`,
        on: '2026-04-01',
      },
    },
  ],
];
