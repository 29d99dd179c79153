import { describe, expect, it } from '@jest/globals';
import { envelope } from '#kernel/messages';
import { meta, scenario } from '#kernel/testing';
import { loadPacks } from '#policy';
import {
  COLLECTIVE,
  OTHER,
  ended,
  entered,
  registersAfter,
} from '../../ledgers/registers/registers.fixture.js';
import { registeredOwner } from './owner.check.js';
import { submitScheme } from './scheme.commands.js';
import { scheme as schemeOfLaw } from './scheme.decider.js';
import type { Scheme } from './scheme.events.js';
import { schemeOf } from '../../shared/terms.js';
import { soundScheme, subject } from './scheme.fixture.js';

const KEY = '370114-01-三涧溪村';
const known = registersAfter(entered(COLLECTIVE), entered(OTHER)).collectives;
const owned = (owner: Partial<Scheme['owner']>, township = '370114-01'): Scheme => ({
  ...soundScheme,
  township,
  owner: { ownershipCertificate: '鲁（2021）1号', name: '', uscc: '', ...owner },
});
const told = (scheme: Scheme, register = known) =>
  registeredOwner(scheme, register).items.map(({ field, opinion }) => `${field} ${opinion}`);

describe('the owner of a scheme', () => {
  it('is filled in from the register by its key', () => {
    const { scheme, items } = registeredOwner(owned({ collective: KEY }), known);
    expect([scheme.owner, items]).toEqual([
      {
        ownershipCertificate: '鲁（2021）1号',
        collective: KEY,
        name: COLLECTIVE.name,
        uscc: COLLECTIVE.uscc,
      },
      [],
    ]);
  });
  it('gets its key where it was typed as the register has it', () => {
    const { scheme, items } = registeredOwner(owned({ name: OTHER.name, uscc: OTHER.uscc }), known);
    expect([scheme.owner.collective, items]).toEqual(['370114-01-杨胡村', []]);
  });
  it('stays as it was typed where the register has nobody of the township', () => {
    const typed = owned({ name: '某村股份经济合作社', uscc: OTHER.uscc }, '370114-02');
    expect(registeredOwner(typed, [])).toEqual({ scheme: typed, items: [] });
    const stranger = { ...typed, owner: { ...typed.owner, uscc: '1' } };
    expect(registeredOwner(stranger, known)).toEqual({ scheme: stranger, items: [] });
  });
  it('that nobody knows is told who may be meant', () => {
    expect(told(owned({ collective: '370114-01-三涧溪' }))).toEqual([
      expect.stringMatching(
        /^owner\.collective 名录没有编号.*是否为“370114-01-三涧溪村”（三涧溪村股份经济合作社）/,
      ),
    ]);
    expect(told(owned({ name: '三涧溪村股份合作社', uscc: '1' }))).toEqual([
      expect.stringMatching(/^owner\.name 名录中“三涧溪村股份经济合作社”/),
    ]);
    expect(told(owned({ name: COLLECTIVE.name, uscc: '1' }))).toEqual([
      expect.stringMatching(/^owner\.uscc /),
    ]);
    expect(told(owned({ name: '完全不同', uscc: '1' }))).toEqual([
      expect.stringMatching(/名录没有“完全不同”/),
    ]);
  });
  it('is decided by the register as the scheme is submitted, and stands in the fact as it has it', () => {
    const here = registersAfter(entered({ ...COLLECTIVE, township: subject.township }));
    const submit = (owner: Partial<Scheme['owner']>) =>
      envelope(
        submitScheme(schemeOf(subject.entry), {
          entry: subject.entry,
          scheme: { ...soundScheme, owner: { ...soundScheme.owner, ...owner } },
        }),
        meta({ actor: { person: 'wang', role: 'clerk', office: '370114-04' } }),
      );
    const given = scenario(schemeOfLaw(loadPacks(), () => here))();
    const [fact] = given.when(submit({ collective: `370114-04-三涧溪村`, name: '', uscc: '' })).decided();
    expect(fact).toMatchObject({
      data: { scheme: { owner: { name: COLLECTIVE.name, uscc: COLLECTIVE.uscc } } },
    });
    given.when(submit({ collective: '370114-04-别村' })).thenRejected('scheme.incomplete');
    given.when(submit({ name: '别村经济合作社' })).thenRejected('scheme.incomplete');
  });
  it('has not ended, is of the same township, and is called as the register calls it', () => {
    const after = registersAfter(entered(COLLECTIVE), ended(COLLECTIVE)).collectives;
    expect(told(owned({ collective: KEY }), after)).toEqual([expect.stringMatching(/已于2026-02-01终止/)]);
    expect(told(owned({ collective: KEY }, '370114-02'))).toEqual([expect.stringMatching(/属于 370114-01/)]);
    expect(told(owned({ collective: KEY, name: '三涧溪村', uscc: OTHER.uscc }))).toEqual([
      expect.stringMatching(/^owner\.name /),
      expect.stringMatching(/^owner\.uscc /),
    ]);
  });
});
