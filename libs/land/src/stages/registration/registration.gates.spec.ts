import type { CommandOf } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { RulePacks } from '#policy';
import { packWith } from '../../../../policy/testing/pack-with.js';
import type { Change } from '../../../../policy/testing/pack-with.js';
import { byEngine, on, packs, subject } from '../listing/listing.fixture.js';
import { registrationOf } from '../../shared/terms.js';
import type { Burden, Day, Form } from '../../shared/terms.js';
import {
  closeRegistration,
  holdRegistration,
  liftRegistrationHold,
  meetGate,
  passRegistrationDeadline,
  registerRight,
} from './registration.commands.js';
import { RegistrationDeadlines } from './registration.deadlines.js';
import { registration } from './registration.decider.js';
import type { RegistrationEvent } from './registration.events.js';

type Of<T extends RegistrationEvent['type']> = Extract<RegistrationEvent, { type: T }>;
const given = scenario(registration(packs));
const stream = registrationOf(subject.entry);
const right = {
  unitNo: `${subject.parcel}W00000000`,
  certificateNo: '鲁(2026)济南市不动产权第0000001号',
  supervisionNo: '3701812026B00012',
  deedTaxVoucher: '契税-1',
  deedTaxFen: '36000000',
  registeredOn: '2026-07-01',
};
const gates = (form: Form = 'grant') => [
  byEngine('2026-06-01', meetGate(stream, { subject, gate: 'contract', form })),
  byEngine('2026-06-01', meetGate(stream, { subject, gate: 'price', priceFen: '1200000000' })),
  byEngine('2026-06-01', meetGate(stream, { subject, gate: 'levy' })),
];
const after = (form: Form = 'grant', ...before: readonly RegistrationEvent[]) =>
  gates(form).reduce<readonly RegistrationEvent[]>(
    (log, command) => [
      ...log,
      ...given(...log)
        .when(command)
        .decided(),
    ],
    before,
  );
const burden = (kind: Burden['kind'], id = '（2026）鲁0114执1号'): Burden => ({
  id,
  kind,
  organ: '章丘区人民法院',
  on: '2026-05-20',
  reason: '财产保全',
});
const hold = (kind: Burden['kind'] = 'seizure', id?: string) =>
  byEngine('2026-06-02', holdRegistration(stream, { subject, burden: burden(kind, id) }));
const lift = (burdenId = '（2026）鲁0114执1号') =>
  byEngine('2026-06-20', liftRegistrationHold(stream, { subject, burdenId }));
const register = (change: Partial<CommandOf<typeof registerRight>['data']> = {}) =>
  on('2026-07-01', registerRight(stream, { ...right, ...change }), 'sun');
const held = (kind: Burden['kind'] = 'seizure'): RegistrationEvent => ({
  type: 'RegistrationHeld',
  data: { subject, burden: burden(kind) },
});

describe('the deed tax as a gate of the registration (契税法 Art. 11)', () => {
  it('is explained to the registrar with the price, the rate and its source', () => {
    const ready = after().at(-1) as Of<'RegistrationReady'>;
    expect(ready.data.deedTax).toMatchObject({
      amountFen: '36000000',
      explanation: { formula: '12000000.00 × 3% = 360000.00 元', rule: 'registration.deed-tax-rate' },
    });
  });
  it('lets nothing be registered without its voucher, and says what is owed', () => {
    const none = given(...after()).when(register({ deedTaxVoucher: ' ' }));
    none.thenRejected('registration.deed-tax-missing');
    expect(none.decided).toThrow('360000.00');
  });
  it('is not met by a voucher over a 分 less, unless a document relieves the user of it', () => {
    given(...after())
      .when(register({ deedTaxFen: '35999999' }))
      .thenRejected('registration.deed-tax-short');
    given(...after())
      .when(register({ deedTaxFen: '0', deedTaxRelief: '济税减〔2026〕3号' }))
      .thenTypes('RightRegistered');
  });
  it('is not owed on a lease (契税法 Art. 2)', () => {
    const ready = after('lease').at(-1) as Of<'RegistrationReady'>;
    expect(ready.data.deedTax).toMatchObject({
      amountFen: '0',
      explanation: { rule: 'registration.deed-tax-on-lease' },
    });
    given(...after('lease'))
      .when(register({ deedTaxVoucher: '', deedTaxFen: '0' }))
      .thenTypes('RightRegistered');
  });
  it('is owed on land put into a company (契税法 Art. 2)', () =>
    expect((after('equity').at(-1) as Of<'RegistrationReady'>).data.deedTax.amountFen).toBe('36000000'));
});

describe('a burden of the land', () => {
  it.each<[Burden['kind'], string, string]>([
    ['dispute', '权属争议', '土地管理法 Art. 14; 不动产登记暂行条例 Art. 22'],
    ['seizure', '查封', '不动产登记暂行条例 Art. 22'],
    ['mortgage', '抵押', '民法典 Art. 406'],
    ['occupation', '违法占地', '土地管理法 Art. 77'],
  ])('of kind %s keeps the right from being registered (%s: %s)', (kind, word) => {
    const tried = given(...after(), held(kind)).when(register());
    tried.thenRejected('registration.burdened');
    expect(tried.decided).toThrow(word);
  });
  it('keeps the registration from being ready, until the last one is lifted', () => {
    const log = after('grant', held(), {
      type: 'RegistrationHeld',
      data: { subject, burden: burden('dispute', '争议1') },
    });
    expect(log.map(({ type }) => type)).not.toContain('RegistrationReady');
    given(...log)
      .when(lift())
      .thenTypes('RegistrationHoldLifted');
    given(...log, { type: 'RegistrationHoldLifted', data: { subject, burdenId: '争议1' } })
      .when(lift())
      .thenTypes('RegistrationHoldLifted', 'RegistrationReady');
  });
  it('is noted once, before any gate and before the end only', () => {
    given().when(hold()).then(held());
    given(held()).when(hold()).thenNothing();
    given(...after(), { type: 'RightRegistered', data: { subject, ...right } })
      .when(hold())
      .thenNothing();
  });
  it('is lifted once, by the number of its document', () => {
    given(held()).when(lift('另一号')).thenNothing();
    given(held(), { type: 'RegistrationHoldLifted', data: { subject, burdenId: burden('seizure').id } })
      .when(lift())
      .thenNothing();
    given().when(lift()).thenNothing();
  });
  it('that comes and goes after the registrar was called calls him once only', () => {
    given(...after(), held())
      .when(lift())
      .thenTypes('RegistrationHoldLifted');
    given(...after(), held(), {
      type: 'RegistrationHoldLifted',
      data: { subject, burdenId: burden('seizure').id },
    })
      .when(register())
      .thenTypes('RightRegistered');
  });
});

describe('the clock of the registration (不动产登记暂行条例 Art. 20)', () => {
  const pass = (day: Day) => byEngine(day, passRegistrationDeadline(stream, { subject }));
  it('gives thirty working days', () =>
    expect((after().at(-1) as Of<'RegistrationReady'>).data.decideBy).toBe('2026-07-14'));
  it('is overdue after its last day, once, and only while nothing is registered', () => {
    const overdue: RegistrationEvent = {
      type: 'RegistrationOverdue',
      data: { subject, decideBy: '2026-07-14' },
    };
    given(...after())
      .when(pass('2026-07-15'))
      .then(overdue);
    given(...after())
      .when(pass('2026-07-14'))
      .thenNothing();
    given(...after(), overdue)
      .when(pass('2026-07-15'))
      .thenNothing();
    given(...after(), { type: 'RightRegistered', data: { subject, ...right } })
      .when(pass('2026-07-15'))
      .thenNothing();
    given(...after(), overdue)
      .when(register())
      .thenTypes('RightRegistered');
  });
  it('rings when the last day has ended in Beijing, and stops at the end', () => {
    const clock = new RegistrationDeadlines();
    const id = `registration ${subject.entry} is to be decided`;
    expect(clock.changes(recorded(after().at(-1)!))).toEqual([
      {
        set: id,
        dueAt: '2026-07-14T16:00:00.000Z',
        command: { type: 'PassRegistrationDeadline', stream, data: { subject } },
      },
    ]);
    for (const end of [
      { type: 'RightRegistered', data: { subject, ...right } },
      { type: 'RegistrationClosed', data: { subject, reason: '', taskOpen: true } },
    ] as const)
      expect(clock.changes(recorded<RegistrationEvent>(end))).toEqual([{ clear: id }]);
  });
});

it('is closed before anything came of it, so that no late gate opens it for a dead entry', () => {
  const closed = given()
    .when(byEngine('2026-06-01', closeRegistration(stream, { subject, reason: '撤回' })))
    .decided();
  expect(closed).toEqual([
    { type: 'RegistrationClosed', data: { subject, reason: '撤回', taskOpen: false } },
  ]);
  for (const command of [...gates(), hold(), lift()])
    given(...closed)
      .when(command)
      .thenNothing();
});

it('reckons the deed tax by the rate of the day on which the contract was signed (契税法第九条)', () => {
  const dearer: Change = [
    'registration.yaml',
    /^(.*key: registration\.deed-tax-rate,.*?value: )"3%"(.*?)valid_from: 2024-01-01(.*)$/m,
    '$1"3%"$2valid_from: 2024-01-01, valid_to: 2026-04-30$3\n$1"4%"$2valid_from: 2026-05-01$3',
  ];
  const elsewhere = scenario(registration(new RulePacks([packWith(dearer)])));
  const taxOf = (signedOn: string) => {
    const met: readonly RegistrationEvent[] = [
      { type: 'GateMet', data: { subject, gate: 'contract', form: 'grant', signedOn } },
      { type: 'GateMet', data: { subject, gate: 'price', priceFen: '1200000000' } },
    ];
    const [, ready] = elsewhere(...met)
      .when(byEngine('2026-06-01', meetGate(stream, { subject, gate: 'levy' })))
      .decided();
    return ready?.type === 'RegistrationReady' ? ready.data.deedTax.explanation.inputs.rate : undefined;
  };
  expect([taxOf('2026-04-30'), taxOf('2026-05-01')]).toEqual(['3%', '4%']);
});
