import { followed, workOf } from '../../shared/follow.fixture.js';
import type { CommandOf, Envelope } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected } from '#kernel/messages';
import { recorded, scenario } from '#kernel/testing';
import { byEngine, on, packs, subject } from '../listing/listing.fixture.js';
import { contractOf, parcelOf, registrationOf } from '../../shared/terms.js';
import { closeRegistration, meetGate, noteDistribution, registerRight } from './registration.commands.js';
import type { GateFact, RegistrationCommand } from './registration.commands.js';
import { registration } from './registration.decider.js';
import { GATES } from './registration.events.js';
import type { Gate, RegistrationEvent } from './registration.events.js';

const rules = registration(packs);
const given = scenario(rules);
const stream = registrationOf(subject.entry);
const right = {
  unitNo: `${subject.parcel}W00000000`,
  certificateNo: '鲁(2026)济南市不动产权第0000001号',
  supervisionNo: '3701812026B00012',
  deedTaxVoucher: '契税-1',
  deedTaxFen: '36000000',
  registeredOn: '2026-07-01',
};
const facts: Readonly<Record<Gate, GateFact>> = {
  contract: { gate: 'contract', form: 'grant' },
  price: { gate: 'price', priceFen: '1200000000' },
  levy: { gate: 'levy' },
};
const meet = (gate: Gate, fact = facts[gate]) =>
  byEngine('2026-06-01', meetGate(stream, { subject, ...fact }));
const register = (change: Partial<CommandOf<typeof registerRight>['data']> = {}) =>
  on('2026-07-01', registerRight(stream, { ...right, ...change }), 'sun');
const note = () => byEngine('2026-06-20', noteDistribution(stream, { subject }));
const close = () => byEngine('2026-06-20', closeRegistration(stream, { subject, reason: '合同解除' }));

const met = (gate: Gate): RegistrationEvent => ({ type: 'GateMet', data: { subject, ...facts[gate] } });
const deedTax = {
  amountFen: '36000000',
  explanation: {
    formula: '12000000.00 × 3% = 360000.00 元',
    inputs: { priceYuan: '12000000.00', rate: '3%' },
    rule: 'registration.deed-tax-rate',
    source: packs.latest.on('2026-06-30', 'any').text('registration.deed-tax-rate').source,
    confirmed: false,
  },
};
const readyFact: RegistrationEvent = {
  type: 'RegistrationReady',
  data: { subject, decideBy: '2026-07-14', deedTax },
};
const ready = [...GATES.map(met), readyFact];
const registered: RegistrationEvent = { type: 'RightRegistered', data: { subject, ...right } };
const noted: RegistrationEvent = { type: 'DistributionNoted', data: { subject } };
const completed: RegistrationEvent = { type: 'EntryCompleted', data: { subject } };
const closed = (taskOpen: boolean): RegistrationEvent => ({
  type: 'RegistrationClosed',
  data: { subject, reason: '合同解除', taskOpen },
});

describe('a registration', () => {
  it('is ready when contract, price and levy are done, in any order (实施条例 Art. 42)', () => {
    given().when(meet('levy')).then(met('levy'));
    given(met('levy')).when(meet('contract')).then(met('contract'));
    given(met('levy'), met('contract')).when(meet('price')).then(met('price'), readyFact);
  });
  it('counts a gate once', () => {
    given(met('levy')).when(meet('levy')).thenNothing();
    given(...ready)
      .when(meet('price'))
      .thenNothing();
  });
  it('ignores a gate after the end', () => {
    given(...ready, registered)
      .when(meet('price'))
      .thenNothing();
    given(met('levy'), closed(false)).when(meet('price')).thenNothing();
  });
  it('writes the right, once', () => {
    given(...ready)
      .when(register())
      .then(registered);
    given(...ready, registered)
      .when(register())
      .thenNothing();
    given(...ready, registered)
      .when(register({ certificateNo: '另一号' }))
      .thenRejected('registration.done');
  });
  it('names the gates that are missing (实施条例 Art. 42)', () => {
    const early = given(met('contract')).when(register());
    early.thenRejected('registration.gates-open');
    expect(early.decided).toThrow('土地价款已付清（土地管理法实施条例第四十二条）、土地增值收益调节金已缴清');
    given().when(register()).thenRejected('registration.gates-open');
    given(noted).when(register()).thenRejected('registration.gates-open');
  });
  it('needs the deed tax voucher (契税法 Art. 11)', () =>
    given(...ready)
      .when(register({ deedTaxVoucher: ' ' }))
      .thenRejected('registration.deed-tax-missing'));
  it('needs a unit number of 28 characters that begins with the parcel (GB/T 37346)', () => {
    given(...ready)
      .when(register({ unitNo: subject.parcel }))
      .thenRejected('registration.unit-malformed');
    given(...ready)
      .when(register({ unitNo: `${subject.parcel}X00000000` }))
      .thenRejected('registration.unit-malformed');
    given(...ready)
      .when(register({ unitNo: '370114001001JB00013W00000000' }))
      .thenRejected('registration.unit-other-parcel');
  });
  it('takes a supervision number of 16 or 19 characters', () => {
    given(...ready)
      .when(register({ supervisionNo: '3701812026B00012ABC' }))
      .thenTypes('RightRegistered');
    given(...ready)
      .when(register({ supervisionNo: '3701812026B000123' }))
      .thenRejected('registration.supervision-malformed');
  });
  it('needs a certificate, and a day that has come', () => {
    given(...ready)
      .when(register({ certificateNo: '' }))
      .thenRejected('registration.certificate-missing');
    given(...ready)
      .when(register({ registeredOn: '2026-07-02' }))
      .thenRejected('registration.date-in-future');
  });
  it('completes the entry with whatever comes last, the right or the distribution', () => {
    given(...ready, noted)
      .when(register())
      .then(registered, completed);
    given(...ready, registered)
      .when(note())
      .then(noted, completed);
    given(...ready)
      .when(note())
      .then(noted);
  });
  it('notes the distribution once, and not after the end', () => {
    given(...ready, noted)
      .when(note())
      .thenNothing();
    given(...ready, registered, noted, completed)
      .when(note())
      .thenNothing();
    given(met('levy'), closed(false)).when(note()).thenNothing();
  });
  it('keeps a distribution that was noted before any gate', () =>
    given(noted, ...ready)
      .when(register())
      .then(registered, completed));
  it('is closed before the right is written, and never after', () => {
    given(met('levy')).when(close()).then(closed(false));
    given(...ready)
      .when(close())
      .then(closed(true));
    given(...ready, closed(true))
      .when(close())
      .thenNothing();
    given().when(close()).then(closed(false));
    given(closed(false)).when(close()).thenNothing();
    given(closed(false)).when(meet('levy')).thenNothing();
    given(closed(false)).when(note()).thenNothing();
    given(...ready, registered, noted, completed)
      .when(close())
      .thenRejected('registration.done');
    given(...ready, registered)
      .when(close())
      .thenRejected('registration.done');
    given(...ready, closed(true))
      .when(register())
      .thenRejected('registration.closed');
  });
});

it('is closed when only the distribution is known of it, and no later gate opens it again', () => {
  given(noted).when(close()).then(closed(false));
  for (const gate of GATES) given(noted, closed(false)).when(meet(gate)).thenNothing();
  given(noted, closed(false)).when(note()).thenNothing();
  given(closed(false)).when(note()).thenNothing();
});

it('registers no right before its gates, completes no entry by halves, and ends once, in any order', () => {
  const commands = fc.constantFrom<(() => Envelope<RegistrationCommand>)[]>(
    ...GATES.map((gate) => () => meet(gate)),
    register,
    note,
    close,
  );
  const { decide, evolve, initial } = rules;
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 20 }), (orders) => {
      const history: RegistrationEvent[] = [];
      for (const make of orders) {
        try {
          history.push(...decide(make(), history.reduce(evolve, initial)));
        } catch (error) {
          if (!(error instanceof Rejected)) throw error;
        }
      }
      const types = history.map(({ type }) => type);
      const [done, shared, end] = [
        types.indexOf('RightRegistered'),
        types.indexOf('DistributionNoted'),
        types.indexOf('EntryCompleted'),
      ];
      if (done >= 0)
        expect(types.slice(0, done).filter((type) => type === 'GateMet')).toHaveLength(GATES.length);
      expect(end >= 0).toBe(done >= 0 && shared >= 0);
      const others = types.filter((type) => type !== 'GateMet');
      expect(others).toEqual([...new Set(others)]);
      if (types.includes('RegistrationClosed')) expect(types.at(-1)).toBe('RegistrationClosed');
    }),
  );
});

describe('what follows from a registration', () => {
  const task = `task-${subject.entry}.register-right.1` as const;
  it('the registrar gets work when all gates are met', () => {
    expect(workOf(recorded(readyFact), 'register-right')).toMatchObject([
      ['OpenTask', task, { office: '370114/registry', role: 'registrar' }],
    ]);
  });
  it('the right ends the work, grants the parcel and fulfils the contract', () => {
    const event = recorded(registered, {
      meta: { actor: { person: 'sun', role: 'registrar', office: '370114/registry' } },
    });
    expect(workOf(event, 'register-right')).toEqual([
      ['CompleteTask', task, { person: 'sun', outcome: 'register' }],
    ]);
    expect(followed('grantParcelOfRegisteredRight', event)).toEqual([
      ['GrantParcel', parcelOf(subject.parcel), { subject }],
    ]);
    expect(followed('fulfilContractOfRegisteredRight', event)).toEqual([
      ['FulfilContract', contractOf(subject.entry), { subject }],
    ]);
  });
  it('a closed registration takes its work back, if there was any', () => {
    expect(workOf(recorded(closed(true)), 'register-right')).toEqual([
      ['CancelTask', task, { reason: '合同解除' }],
    ]);
    expect(workOf(recorded(closed(false)), 'register-right')).toEqual([]);
  });
});
