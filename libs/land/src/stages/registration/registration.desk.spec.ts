import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { workOf } from '../../shared/follow.fixture.js';
import { registrationOf } from '../../shared/terms.js';
import { byEngine, on, packs, subject } from '../listing/listing.fixture.js';
import {
  acceptApplication,
  applyAgain,
  askCorrection,
  closeRegistration,
  passRegistrationDeadline,
  refuseRegistration,
  registerRight,
} from './registration.commands.js';
import { registration } from './registration.decider.js';
import type { RegistrationEvent } from './registration.events.js';

const given = scenario(registration(packs));
const stream = registrationOf(subject.entry);
const TODAY = '2026-07-01';
const by = <C extends Parameters<typeof on>[1]>(command: C, day = TODAY) => on(day, command, 'registry');

const right = {
  unitNo: `${subject.parcel}W00000000`,
  certificateNo: '鲁(2026)济南市不动产权第0000001号',
  supervisionNo: '3701812026B00012',
  deedTaxVoucher: '契税-1',
  deedTaxFen: '36000000',
  registeredOn: '2026-07-01',
};
const taken = { applicationNo: '受理1', acceptedOn: '2026-06-20' };
const lacking = {
  documentNo: '补正1',
  askedOn: '2026-06-22',
  items: [{ field: '地籍调查表', opinion: '缺少指界签字' }],
};
const refusal = {
  documentNo: '不予1',
  refusedOn: '2026-06-23',
  reason: '权属来源不清',
  clause: '不动产登记暂行条例第二十二条第（二）项',
};
const again = { appliedOn: '2026-06-30', remedy: '已补指界签字' };

const deedTax = {
  amountFen: '36000000',
  explanation: { formula: '', inputs: {}, rule: 'registration.deed-tax-rate', source: '', confirmed: false },
};
const ready: readonly RegistrationEvent[] = [
  { type: 'GateMet', data: { subject, gate: 'contract', form: 'grant' } },
  { type: 'GateMet', data: { subject, gate: 'price', priceFen: '1200000000' } },
  { type: 'GateMet', data: { subject, gate: 'levy' } },
  { type: 'RegistrationReady', data: { subject, decideBy: '2026-07-31', deedTax } },
];
const accepted: RegistrationEvent = { type: 'ApplicationAccepted', data: { subject, ...taken } };
const asked: RegistrationEvent = { type: 'CorrectionAsked', data: { subject, ...lacking } };
const refused: RegistrationEvent = { type: 'RegistrationRefused', data: { subject, ...refusal } };
const applied: RegistrationEvent = { type: 'AppliedAgain', data: { subject, ...again, round: 2 } };
const readyAgain: RegistrationEvent = {
  type: 'RegistrationReady',
  data: { subject, decideBy: '2026-08-12', deedTax, round: 2 },
};
const registered: RegistrationEvent = { type: 'RightRegistered', data: { subject, ...right } };
const closed: RegistrationEvent = {
  type: 'RegistrationClosed',
  data: { subject, reason: '解除', taskOpen: false },
};

const accept = (more: Partial<typeof taken> = {}) => by(acceptApplication(stream, { ...taken, ...more }));
const ask = (more: Partial<typeof lacking> = {}) => by(askCorrection(stream, { ...lacking, ...more }));
const refuseIt = (more: Partial<typeof refusal> = {}) =>
  by(refuseRegistration(stream, { ...refusal, ...more }));
const apply = () => by(applyAgain(stream, again));
const register = (more: Partial<typeof right> = {}) => by(registerRight(stream, { ...right, ...more }));

describe('an application for the register', () => {
  it('is taken once, by its number and day', () => {
    given(...ready)
      .when(accept())
      .then(accepted);
    given(...ready, accepted)
      .when(accept())
      .thenNothing();
    given(...ready, accepted)
      .when(accept({ acceptedOn: '2026-06-21' }))
      .thenRejected('report.contradicts');
    given(...ready, accepted)
      .when(accept({ applicationNo: '受理2' }))
      .thenRejected('report.contradicts');
  });
  it('is not taken, sent back or refused before it was made, after the end, or from tomorrow', () => {
    for (const command of [accept(), ask(), refuseIt()]) {
      given().when(command).thenRejected('registration.gates-open');
      given(closed).when(command).thenRejected('registration.closed');
    }
    for (const command of [
      accept({ acceptedOn: '2026-07-02' }),
      ask({ askedOn: '2026-07-02' }),
      refuseIt({ refusedOn: '2026-07-02' }),
    ])
      given(...ready)
        .when(command)
        .thenRejected('registration.date-in-future');
  });
  it('is sent back once for one round', () => {
    given(...ready)
      .when(ask())
      .then(asked);
    given(...ready, asked)
      .when(ask())
      .thenNothing();
    given(...ready, asked)
      .when(ask({ askedOn: '2026-06-21' }))
      .thenRejected('report.contradicts');
    given(...ready, asked)
      .when(ask({ documentNo: '补正2' }))
      .thenRejected('registration.returned-already');
    given(...ready, asked)
      .when(refuseIt())
      .thenRejected('registration.returned-already');
    given(...ready, refused)
      .when(ask())
      .thenRejected('registration.returned-already');
  });
  it('is refused with reason and clause, once', () => {
    given(...ready)
      .when(refuseIt())
      .then(refused);
    given(...ready, refused)
      .when(refuseIt())
      .thenNothing();
    given(...ready, refused)
      .when(refuseIt({ clause: '另一条' }))
      .thenRejected('report.contradicts');
  });
  it('that was sent back is made again, and the clock of the registrar begins anew', () => {
    for (const back of [asked, refused])
      given(...ready, back)
        .when(apply())
        .then(applied, readyAgain);
    given(...ready)
      .when(apply())
      .thenRejected('registration.not-returned');
    given(...ready, asked, applied, readyAgain)
      .when(apply())
      .thenRejected('registration.not-returned');
  });
  it('of a second round is taken, sent back and written under its round', () => {
    const second = [...ready, accepted, asked, applied, readyAgain];
    given(...second)
      .when(accept({ applicationNo: '受理2' }))
      .then({ type: 'ApplicationAccepted', data: { subject, ...taken, applicationNo: '受理2', round: 2 } });
    given(...second)
      .when(accept())
      .thenNothing();
    given(...second)
      .when(refuseIt())
      .then({ type: 'RegistrationRefused', data: { subject, ...refusal, round: 2 } });
    given(...second)
      .when(register())
      .then({ type: 'RightRegistered', data: { subject, ...right, round: 2 } });
  });
  it('is late for nobody while it is with the applicant', () => {
    const late = byEngine('2026-08-20', passRegistrationDeadline(stream, { subject }));
    given(...ready)
      .when(late)
      .then({ type: 'RegistrationOverdue', data: { subject, decideBy: '2026-07-31' } });
    given(...ready, asked)
      .when(late)
      .thenNothing();
  });
});

describe('a right', () => {
  it('is written while a correction is asked for, because it was met at the desk', () =>
    given(...ready, asked)
      .when(register())
      .then({ type: 'RightRegistered', data: { subject, ...right, returned: true } }));
  it('is not written after a refusal before somebody applied again', () => {
    given(...ready, refused)
      .when(register())
      .thenRejected('registration.refused');
    given(...ready, refused, applied, readyAgain)
      .when(register())
      .then({ type: 'RightRegistered', data: { subject, ...right, round: 2 } });
  });
  it('that is written makes what comes late no contradiction, and what comes after it one', () => {
    given(...ready, registered)
      .when(accept())
      .then(accepted);
    given(...ready, registered)
      .when(ask())
      .thenNothing();
    given(...ready, registered)
      .when(refuseIt())
      .thenRejected('registration.done');
    const next = { ...right, registeredOn: '2026-06-10' };
    const early: RegistrationEvent = { type: 'RightRegistered', data: { subject, ...next } };
    given(...ready, early)
      .when(accept())
      .thenRejected('registration.done');
    given(...ready, early)
      .when(ask())
      .thenRejected('registration.done');
  });
});

describe('the work of registrar and applicant', () => {
  const kinds = (fact: RegistrationEvent) =>
    workOf(recorded(fact, { stream })).map(([type, task]) => [
      type,
      task.replace(`task-${subject.entry}.`, ''),
    ]);
  it('goes from one desk to the other and back', () => {
    for (const back of [asked, refused])
      expect(kinds(back)).toEqual([
        ['CompleteTask', 'register-right.1'],
        ['OpenTask', 'apply-registration.1'],
      ]);
    expect(kinds(applied)).toEqual([['CompleteTask', 'apply-registration.1']]);
    expect(kinds(readyAgain)).toEqual([['OpenTask', 'register-right.2']]);
  });
  it('ends wherever the application is', () => {
    const returned: RegistrationEvent = {
      type: 'RightRegistered',
      data: { subject, ...right, returned: true, round: 2 },
    };
    expect(kinds(returned)).toEqual([['CancelTask', 'apply-registration.2']]);
    given(...ready, asked)
      .when(byEngine(TODAY, closeRegistration(stream, { subject, reason: '解除' })))
      .then({
        type: 'RegistrationClosed',
        data: { subject, reason: '解除', taskOpen: true, returned: true },
      });
    const end: RegistrationEvent = {
      type: 'RegistrationClosed',
      data: { subject, reason: '解除', taskOpen: true, returned: true },
    };
    expect(kinds(end)).toEqual([['CancelTask', 'apply-registration.1']]);
  });
});
