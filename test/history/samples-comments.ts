import type { LandEvent, Subject } from '#land';

type Samples = readonly (readonly [kind: string, fact: LandEvent])[];

/** One of each fact of what people say about a case. */
export const commentSamples = (subject: Subject): Samples => [
  [
    'comments',
    {
      type: 'CommentAdded',
      data: {
        ...{ subject, comment: 1, task: null, audience: 'everybody' },
        ...{ by: 'li', office: '370114/natural-resources', text: '四至描述与附图不一致，请核对。' },
      },
    },
  ],
  ['comments', { type: 'CommentWithdrawn', data: { subject, comment: 1 } }],
];
