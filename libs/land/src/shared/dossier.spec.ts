import { describe, expect, it } from '@jest/globals';
import { askingDossierOf, dossierOf, lastingDossierOf } from './dossier.js';

const doubt = {
  code: 'price-appraisal-low',
  field: 'deal.priceFen',
  message: '起始价低于评估价',
  rule: 'plausible.price',
  source: '内部规则',
  confirmed: false,
};
const lasting = {
  preparedBy: 'wang',
  preparedFor: 'sun',
  earliestNoticeOn: null,
  reportedOn: '2026-12-28',
};
const whole = {
  ...lasting,
  doubts: [doubt],
  hands: [{ work: 'conditions-planning', persons: ['li'] }],
};

describe('the dossier of an entry', () => {
  it('is all of it that a carrier has, and nothing else', () => {
    expect(dossierOf({ ...whole, schemeVersion: 2, verdict: 'pass' })).toEqual(whole);
  });

  it('says nothing of what its carrier does not say', () => {
    expect(Object.keys(dossierOf({ preparedBy: 'wang', preparedFor: undefined }))).toEqual(['preparedBy']);
  });

  it('says that a day is open, which is not the same as saying nothing of it', () => {
    expect(dossierOf({ earliestNoticeOn: null })).toEqual({ earliestNoticeOn: null });
  });

  it('has what the entry asks of the plan only on the way there', () => {
    const asking = { ...whole, need: { demands: [], readiness: 70 } };
    expect(askingDossierOf({ ...asking, schemeVersion: 2 })).toEqual(asking);
    expect(dossierOf(asking)).toEqual(whole);
    expect(lastingDossierOf(asking)).toEqual(lasting);
  });

  it('keeps of a round only what outlasts it', () => {
    expect(lastingDossierOf(whole)).toEqual(lasting);
  });
});
