import { allAfter, followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import type { Scheme, SchemeEvent } from './scheme.events.js';
import { soundScheme, subject } from './scheme.fixture.js';

const { entry } = subject;
const clerk = { person: 'wang', role: 'clerk', office: '370114001/township' };

const follow = (event: SchemeEvent) => allAfter(recorded(event, { meta: { actor: clerk } }));
const submitted = (changes: Partial<Scheme> = {}): SchemeEvent => ({
  type: 'SchemeSubmitted',
  data: { subject, version: 1, scheme: { ...soundScheme, ...changes }, preparedBy: 'wang' },
});
const approved = (method: 'listing' | 'tender' | 'auction' | 'agreement'): SchemeEvent => ({
  type: 'SchemeApproved',
  data: {
    subject,
    version: 1,
    documentNo: '3号',
    deal: { ...soundScheme.deal, method },
    owner: soundScheme.owner,
    earliestNoticeOn: '2026-03-16',
    preparedBy: 'wang',
  },
});
const check = (schemeVersion: number) => ({
  subject,
  schemeVersion,
  boundary: soundScheme.boundary,
  declaredAreaM2: '10000.00',
  use: soundScheme.deal.use,
  landSource: 'existing',
  need: { demands: [{ kind: 'supply', areaM2: '10000.00' }], readiness: 70 },
  preparedBy: 'wang',
});

describe('what follows from a scheme', () => {
  it('is the planning check, the lock and the paper of acceptance, once it is submitted', () => {
    expect(follow(submitted())).toEqual([
      ['OpenPlanningCheck', `planning-${entry}`, check(1)],
      [
        'LockParcel',
        `parcel-${subject.parcel}`,
        { subject, schemeVersion: 1, boundary: soundScheme.boundary },
      ],
      [
        'IssueOfficialPaper',
        'official-370114-2026-acceptance-notice',
        { subject, kind: 'acceptance-notice', year: 2026, basis: 'stream@0', on: '2026-03-02' },
      ],
    ]);
  });
  it('is a need of both plans for new construction land', () => {
    expect(follow(submitted({ landSource: 'new' }))[0]?.[2]).toMatchObject({
      need: {
        demands: [
          { kind: 'supply', areaM2: '10000.00' },
          { kind: 'new', areaM2: '10000.00' },
        ],
      },
    });
  });
  it('is the end of the revision task and a new check, once it is revised', () => {
    const revised: SchemeEvent = {
      type: 'SchemeRevised',
      data: { subject, version: 2, scheme: soundScheme, answers: [], preparedBy: 'wang' },
    };
    expect(follow(revised)).toEqual([
      ['CompleteTask', `task-${entry}.revise-scheme.1`, { person: 'wang', outcome: 'revise' }],
      ['OpenPlanningCheck', `planning-${entry}`, check(2)],
      [
        'PlaceBoundary',
        `cadastre-${subject.parcel.slice(0, 12)}`,
        { subject, schemeVersion: 2, boundary: soundScheme.boundary },
      ],
    ]);
  });
  it('is a revision task at the township for whoever prepared it, once it is returned', () => {
    const returned: SchemeEvent = {
      type: 'SchemeReturned',
      data: { subject, version: 2, by: 'planning', items: [] },
    };
    expect(workOf(recorded(returned), 'revise-scheme')).toEqual([
      [
        'OpenTask',
        `task-${entry}.revise-scheme.2`,
        expect.objectContaining({ office: '370114-04/township', role: 'clerk', excluded: [] }),
      ],
    ]);
  });

  it.each(['listing', 'tender', 'auction'] as const)('is a listing, once a %s is approved', (method) => {
    expect(followed('bringApprovedSchemeToMarket', recorded(approved(method)))).toEqual([
      [
        'OrderListing',
        `listing-${entry}`,
        {
          subject,
          deal: expect.objectContaining({ method }),
          earliestNoticeOn: '2026-03-16',
          preparedBy: 'wang',
        },
      ],
    ]);
  });
  it('is a deal without the platform, once an agreement is approved (济政字〔2021〕60号 四（一）3)', () => {
    expect(followed('bringApprovedSchemeToMarket', recorded(approved('agreement')))).toEqual([
      [
        'OpenDeal',
        `contract-${entry}`,
        {
          subject,
          deal: expect.objectContaining({ method: 'agreement' }),
          documentNo: '3号',
          earliestNoticeOn: '2026-03-16',
          preparedBy: 'wang',
        },
      ],
    ]);
  });

  const end = { subject, version: 1, reason: '终结', revisionOpen: false };
  it.each<SchemeEvent>([
    { type: 'SchemeWithdrawn', data: end },
    { type: 'SchemeRejected', data: end },
    { type: 'SchemeLapsed', data: end },
    { type: 'SchemeApprovedTooLate', data: { ...end, documentNo: '3号' } },
  ])('is the undoing of everything, the parcel last: $type', (event) => {
    const reason = '终结';
    expect(follow(event)).toEqual([
      ['ClosePlanning', `planning-${entry}`, { subject, reason }],
      ['CloseReview', `approval-${entry}`, { subject, reason }],
      ['TerminateListing', `listing-${entry}`, { subject, reason, by: 'procedure' }],
      ['CloseDeal', `contract-${entry}`, { subject, reason }],
      ['CloseRegistration', `registration-${entry}`, { subject, reason }],
      ['CancelLevy', `levy-${entry}`, { subject, reason }],
      ['CancelDistribution', `distribution-${entry}`, { subject, reason }],
      ['ReleaseQuota', 'quota-370114-2026', { subject, reason }],
      ['UnlockParcel', `parcel-${subject.parcel}`, { subject, reason }],
    ]);
  });
  it('is the end of an open revision, too', () => {
    expect(follow({ type: 'SchemeWithdrawn', data: { ...end, version: 3, revisionOpen: true } })[0]).toEqual([
      'CancelTask',
      `task-${entry}.revise-scheme.3`,
      { reason: '终结' },
    ]);
  });
});
