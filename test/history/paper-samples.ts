import type { LandEvent, Subject } from '#land';

/** One of each fact of the papers of an entry. */
export const paperSamples = (
  subject: Subject,
  sha256: string,
): readonly (readonly [kind: string, fact: LandEvent])[] => [
  [
    'papers',
    {
      type: 'PaperAttached',
      data: {
        subject,
        paper: 1,
        kind: 'members-resolution',
        name: '三涧溪村决议.pdf',
        bytes: 48_213,
        media: 'pdf',
        sha256,
        sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
        office: '370114-01/township',
        stage: 'scheme',
      },
    },
  ],
  ['papers', { type: 'PaperWithdrawn', data: { subject, paper: 1, sha256, reason: '传错文件' } }],
];
