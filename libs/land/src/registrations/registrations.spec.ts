import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { needsOf } from '../entry/registration-needs.js';
import type { LandEvent } from '../procedure.js';
import type { Burden, Day } from '../shared/terms.js';
import { buyer, deal, packs, subject } from '../stages/listing/listing.fixture.js';
import { RegistrationProjection } from './registrations.projection.js';
import { tenureDaysOf } from './tenure-days.rules.js';
import type { RegistrationView } from './terms.js';

type Dated = readonly [day: Day, event: LandEvent];
const projection = new RegistrationProjection();

/** The document after these facts, each of its day. */
function after(...facts: readonly Dated[]): RegistrationView {
  const scheme = { village: '示范村', owner: { name: '示范村股份经济合作社' } };
  const submitted = { type: 'SchemeSubmitted', data: { subject, scheme } } as LandEvent;
  let view: RegistrationView | undefined;
  for (const [day, event] of [['2026-03-02', submitted] as Dated, ...facts]) {
    const fact = recorded(event as never, { meta: { occurredAt: `${day}T02:00:00.000Z` } });
    if (projection.ids(fact).includes(subject.entry)) view = projection.evolve(view, fact);
  }
  return view!;
}

const fact = (day: Day, type: LandEvent['type'], data: object = {}): Dated => [
  day,
  { type, data: { subject, ...data } } as LandEvent,
];
const explanation = { formula: '1 × 3% = 1', inputs: {}, rule: 'r', source: 's', confirmed: true };
const deedTax = { amountFen: '3000', explanation };
const dealt = fact('2026-04-20', 'DealConfirmed', { priceFen: '100000', buyer });
const ready = fact('2026-05-06', 'RegistrationReady', { decideBy: '2026-06-18', deedTax });
const corrected = fact('2026-05-11', 'CorrectionAsked', {
  ...{ documentNo: '补1', askedOn: '2026-05-11' },
  items: [{ field: '地籍调查表', opinion: '缺少指界签字' }],
});
const registered = fact('2026-06-01', 'RightRegistered', {
  ...{ unitNo: '元1', certificateNo: '证1', supervisionNo: '管1' },
  ...{ deedTaxVoucher: '契1', deedTaxFen: '3000', registeredOn: '2026-06-01' },
});
const seizure: Burden = {
  ...{ id: '执1号', kind: 'seizure', organ: '章丘区人民法院' },
  ...{ on: '2026-05-07', reason: '保全' },
};
const terms = { buyer, termYears: 50, signedOn: '2026-04-25', deliveryOn: '2026-05-01' };
const schedule = {
  ...{ startBy: '2026-11-01', completeBy: '2028-11-01' },
  ...{ idleFeeOn: '2027-11-01', idleReturnOn: '2028-11-01' },
};
const right: readonly Dated[] = [
  fact('2026-04-26', 'TenureAgreed', { deal, terms, priceFen: '100000', contractNo: '集让1' }),
  registered,
  fact('2026-06-01', 'TenureOpened', {
    ...{ holder: buyer, certificateNo: '证1', use: deal.use, acquiredFen: '100000', schedule },
    ...{ beganOn: '2026-05-01', endsOn: '2076-05-01' },
  }),
];

describe('an entry as the registrar sees it', () => {
  it('is not listed before there is a deal, and waits for its gates from then on', () => {
    expect(after().state).toBeNull();
    expect(projection.index(after(), subject.entry).keys).toMatchObject({ state: 'none' });
    const view = after(dealt);
    expect(view.state).toBe('waiting');
    expect(needsOf(view.needs).map(({ what }) => what)).toEqual(['contract', 'price', 'levy']);
  });

  it('goes back for a correction and comes again as the next application with a new last day', () => {
    const back = after(dealt, ready, corrected);
    expect(back).toMatchObject({ state: 'correction', returns: [{ how: 'correction', documentNo: '补1' }] });
    expect(back).not.toHaveProperty('decideBy');
    const again = after(
      ...[dealt, ready, corrected, fact('2026-05-20', 'AppliedAgain', { round: 2 })],
      fact('2026-05-20', 'RegistrationReady', { decideBy: '2026-07-02', deedTax, round: 2 }),
    );
    expect(again).toMatchObject({ state: 'ready', round: 2, decideBy: '2026-07-02' });
    expect(again.returns).toHaveLength(1);
  });

  it('keeps why it was refused, and is late no more', () => {
    const refused = fact('2026-06-22', 'RegistrationRefused', {
      ...{ documentNo: '不予1', refusedOn: '2026-06-22', reason: '权属来源不清', clause: '第二十二条' },
    });
    const late = fact('2026-06-19', 'RegistrationOverdue', { decideBy: '2026-06-18' });
    expect(after(dealt, ready, late).overdue).toBe(true);
    expect(after(dealt, ready, late, refused)).toMatchObject({
      ...{ state: 'refused', overdue: false },
      returns: [{ how: 'refusal', reason: '权属来源不清', clause: '第二十二条' }],
    });
  });

  it('ends with its deal, where there was one', () => {
    const closed = fact('2026-05-01', 'RegistrationClosed', { reason: '合同解除', taskOpen: false });
    expect(after(closed).state).toBeNull();
    expect(after(dealt, closed).state).toBe('closed');
  });

  it('remembers a burden after it was lifted, with the day and the reason', () => {
    const noted = fact('2026-05-07', 'BurdenNoted', { parcel: subject.parcel, burden: seizure });
    const lifted = fact('2026-05-27', 'BurdenLifted', { burdenId: '执1号', reason: '解封裁定' });
    expect(after(dealt, noted).burdens).toEqual([seizure]);
    expect(after(dealt, noted, lifted).burdens).toEqual([
      { ...seizure, liftedOn: '2026-05-27', liftedBecause: '解封裁定' },
    ]);
    expect(after(dealt, noted, lifted, noted).burdens).toHaveLength(2);
  });

  it('takes a last day that a holiday notice settled, and none of another fact', () => {
    const open = fact('2026-05-06', 'RegistrationReady', { decideBy: null, deedTax });
    const set = (type: string) => fact('2026-11-10', 'LastDaySet', { fact: { type }, dueOn: '2027-01-20' });
    expect(after(dealt, open, set('ReviewOpened')).decideBy).toBeNull();
    expect(after(dealt, open, set('RegistrationReady')).decideBy).toBe('2027-01-20');
  });

  it('is found by its certificate, also by that of whoever bought the right later', () => {
    const sold = fact('2028-01-10', 'TransferRegistered', {
      ...{ act: 'sale', from: buyer, to: { ...buyer, name: '后继公司' }, certificateNo: '证2' },
      ...{ registeredOn: '2028-01-10', incomeFen: '1', deedTaxVoucher: '契2', deedTaxFen: '1' },
    });
    const view = after(dealt, ready, ...right, sold);
    expect(view.certificates.map(({ by, certificateNo }) => [by, certificateNo])).toEqual([
      ['registration', '证1'],
      ['transfer', '证2'],
    ]);
    expect(projection.index(view, subject.entry).words).toEqual(
      expect.arrayContaining(['证1', '证2', '元1', '后继公司', '示范村', 'sfc']),
    );
  });
});

describe('the days of a right', () => {
  const days = (today: Day, ...more: readonly Dated[]) =>
    tenureDaysOf(after(dealt, ready, ...right, ...more), packs, today);

  it('are none before it is registered and none after its end', () => {
    expect(tenureDaysOf(after(dealt, ready), packs, '2026-05-10')).toEqual([]);
    const ended = fact('2076-05-02', 'TermEnded', { endsOn: '2076-05-01', disposalOpen: false });
    expect(days('2076-05-03', ended)).toEqual([]);
  });

  it('each name the contract, or the row of the rules with its source', () => {
    expect(days('2026-06-02').map(({ what, on, state, rule }) => [what, on, state, rule])).toEqual([
      ['start', '2026-11-01', 'ahead', undefined],
      ['idle-fee', '2027-11-01', 'ahead', 'tenure.idle-fee-years'],
      ['completion', '2028-11-01', 'ahead', undefined],
      ['idle-return', '2028-11-01', 'ahead', 'tenure.idle-return-years'],
      ['renewal', '2075-05-01', 'ahead', 'tenure.renewal-years'],
      ['term-end', '2076-05-01', 'ahead', undefined],
    ]);
    const [start, fee] = days('2026-06-02');
    expect(start).toMatchObject({ source: '合同集让1', confirmed: true });
    expect(fee).toMatchObject({
      formula: expect.stringContaining('1 年'),
      source: expect.stringContaining('第二十六条'),
    });
  });

  it('are over when nobody did what they were for, and done when somebody did', () => {
    expect(days('2026-11-02')[0]).toMatchObject({ what: 'start', state: 'past' });
    const started = fact('2026-10-20', 'ConstructionStarted', { startedOn: '2026-10-20', documentNo: '开1' });
    const [start, ...rest] = days('2026-11-02', started);
    expect(start).toMatchObject({ what: 'start', state: 'done', doneOn: '2026-10-20' });
    // What is begun becomes idle in this way no more.
    expect(rest.map(({ what }) => what)).toEqual(['completion', 'renewal', 'term-end']);
  });

  it('say which document moved them', () => {
    const excused = fact('2026-10-01', 'ConstructionExcused', {
      ...{ excuse: 'government', days: 30, documentNo: '延1' },
      schedule: { ...schedule, startBy: '2026-12-01' },
    });
    expect(days('2026-10-02', excused)[0]).toMatchObject({
      ...{ what: 'start', on: '2026-12-01' },
      formula: '合同约定之日，顺延 30 日（延1）',
    });
  });
});
