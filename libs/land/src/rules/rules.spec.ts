import { envelope } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import { meta, scenario } from '#kernel/testing';
import { RulePacks, changesBetween, loadPacks } from '#policy';
import type { Pack } from '#policy';
import { packWith } from '../../../policy/testing/pack-with.js';
import type { Change } from '../../../policy/testing/pack-with.js';
import { adoptRules, RULES } from './rules.commands.js';
import { rules } from './rules.decider.js';
import type { RulesEvent } from './rules.events.js';

const shipped = loadPacks().latest;
const version = (number: string, validFrom: string, ...more: readonly Change[]) =>
  packWith(
    ['pack.yaml', /version: .*/, `version: "${number}"`],
    ['pack.yaml', /valid_from: .*/, `valid_from: ${validFrom}`],
    ...more,
  );
const dearer = version('2026.2', '2026-03-02', ['levy.yaml', /(id: price-sf-1,.*?rate: )"30%"/, '$1"33%"']);
const adopt = (pack: Pack, follows: Pack | null = shipped, documentNo = '济财〔2026〕7号') =>
  envelope(
    adoptRules(RULES, {
      content: pack.contentOfAllDays,
      follows: follows?.ref ?? null,
      changes: changesBetween(follows ?? undefined, pack),
      documentNo,
    }),
    meta({ actor: { person: 'feng', role: 'supervisor', office: '370100/natural-resources' } }),
  );
const adopted = (pack: Pack): RulesEvent => ({
  type: 'RulesAdopted',
  data: {
    ref: pack.ref,
    documentNo: '济财〔2026〕7号',
    changes: changesBetween(shipped, pack),
    content: pack.contentOfAllDays,
  },
});

const given = scenario(rules);

describe('adopting rules', () => {
  it('keeps the whole version with its document and the rows that changed', () => {
    const [fact] = given().when(adopt(dearer)).decided();
    expect(fact).toMatchObject({
      type: 'RulesAdopted',
      data: {
        ref: 'jinan@2026.2',
        documentNo: '济财〔2026〕7号',
        changes: [{ list: 'rates', row: 'price-sf-1@2024-01-01' }],
      },
    });
    expect(fact!.data.changes[0]!.before).toContain('"30%"');
    expect(fact!.data.changes[0]!.after).toContain('"33%"');
  });

  it('twice is once', () => given(adopted(dearer)).when(adopt(dearer)).thenNothing());
  it('never changes a version', () =>
    given(adopted(dearer))
      .when(adopt(version('2026.2', '2026-03-03')))
      .thenRejected('rules.version-used'));
  it('goes upward only', () =>
    given()
      .when(adopt(version('2025.9', '2026-03-02')))
      .thenRejected('rules.version-older'));
  it('does not reach back (立法法第一百零四条)', () =>
    given()
      .when(adopt(version('2026.2', '2026-03-01', ['levy.yaml', /"30%"/, '"31%"'])))
      .thenRejected('rules.retroactive'));
  it('rests on a document', () =>
    given()
      .when(adopt(dearer, shipped, ' '))
      .thenRejected('rules.document-missing'));
  it('changes something', () =>
    given()
      .when(
        envelope(
          adoptRules(RULES, {
            content: dearer.contentOfAllDays,
            follows: shipped.ref,
            changes: [],
            documentNo: '1号',
          }),
          meta(),
        ),
      )
      .thenRejected('rules.nothing-changed'));
  it('is not made on top of what somebody else has changed meanwhile', () =>
    given(adopted(dearer))
      .when(adopt(version('2026.3', '2026-03-02')))
      .thenRejected('rules.changed-meanwhile'));
  it('takes in a county that is new', () =>
    given()
      .when(
        adopt(
          packWith(
            ['pack.yaml', /id: jinan/, 'id: qinghe'],
            ['pack.yaml', /valid_from: .*/, 'valid_from: 2026-03-02'],
          ),
          null,
        ),
      )
      .thenTypes('RulesAdopted'));
});

describe('installed rules', () => {
  it('come into force on their day, and what began before keeps its version', () => {
    const packs = new RulePacks([shipped, version('2026.2', '2026-05-01')]);
    expect([packs.inForce('370114', '2026-04-30')?.ref, packs.inForce('370114', '2026-05-01')?.ref]).toEqual([
      'jinan@2026.1',
      'jinan@2026.2',
    ]);
    expect(packs.of('jinan@2026.1').ref).toBe('jinan@2026.1');
  });

  it('teach earlier versions the holiday notice that these could not know, and nothing else', () => {
    const notice =
      '  - year: 2027\n    off: [{ from: 2027-01-01, to: 2027-01-01 }]\n    workdays: []\n    total: ' +
      '260\n    source: 测试用虚构通知\n    confirmed: false\n';
    const before = packWith();
    const after = version(
      '2026.2',
      '2026-11-01',
      ['calendar.yaml', /$/, notice],
      ['levy.yaml', /(id: price-sf-1,.*?rate: )"30%"/, '$1"33%"'],
    );
    expect(() => before.on('2026-12-28', 'any').due('procedure.report-before-notice')).toThrow(
      expect.objectContaining({ code: 'calendar.year-unknown' }),
    );
    const packs = new RulePacks([before]);
    packs.install(after);
    expect(packs.of('jinan@2026.1').on('2026-12-28', 'any').due('procedure.report-before-notice')).toBe(
      '2027-01-12',
    );
    expect(
      packs
        .of('jinan@2026.1')
        .on('2026-03-02', 'any')
        .rates.find(({ id }) => id === 'price-sf-1')?.rate,
    ).toBe('30%');
  });
});
