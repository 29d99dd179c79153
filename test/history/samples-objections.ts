import type { LandEvent, Subject } from '#land';

type Samples = readonly (readonly [kind: string, fact: LandEvent])[];

/** One of each fact of what the public objects to. */
export const objectionSamples = (subject: Subject, sha256: string): Samples => {
  const about = {
    subject,
    no: 1,
    number: `${subject.entry}.objection.1`,
    notice: `${subject.entry}.distribution.1`,
    kind: 'distribution',
  } as const;
  return [
    [
      'objections',
      {
        type: 'ObjectionReceived',
        data: {
          ...about,
          receipt: '3b5c1e7e9a1a4a0f8d3c2b1a09f8e7d6',
          on: '2026-06-02',
          text: '公益金的提取比例与村民会议的决议不一致，请核对。',
          sha256,
        },
      },
    ],
    [
      'objections',
      {
        type: 'ObjectionAnswered',
        data: {
          ...about,
          upheld: false,
          answer: '经核对会议记录，公益金按决议的比例提取。',
          documentNo: '双山街办〔2026〕17号',
        },
      },
    ],
  ];
};
