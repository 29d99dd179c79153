/*
 * Shows: what the registration is said to wait for is what it waits for, to the 分.
 * How: every entry of the frozen counties is gone through fact by fact; what stands open just before a gate
 * is met, and when the right is registered, is known from what the deciders did then.
 */
import { describe, expect, it } from '@jest/globals';
import type { Recorded } from '#kernel';
import { RegistrationProjection, evolveTenure, landUpcasting, needsOf, registrationNeeds } from '#land';
import type { NeededFact, RegistrationNeed, RegistrationView, Tenure, TenureEvent } from '#land';
import { frozenReleases, readCorpus, replay } from './history/corpus.js';

type Fact = Recorded<NeededFact>;
type Registered = Readonly<{ subject: Readonly<{ entry: string }>; certificateNo: string }>;
const OF = ['contract', 'levy', 'registration'];
const upcasting = landUpcasting();

const logs = readCorpus(frozenReleases().at(-1)!).logs.map(({ events }) => replay(events, upcasting));

/** The facts of contract, levy and registration, by entry, in the order of the log. */
function entries(): readonly (readonly Fact[])[] {
  return logs.flatMap((log) => {
    const found = new Map<string, Fact[]>();
    for (const event of log) {
      const [kind = ''] = event.stream.split('-', 1);
      const entry = event.stream.slice(kind.length + 1);
      if (OF.includes(kind)) found.set(entry, [...(found.get(entry) ?? []), event as Fact]);
    }
    return [...found.values()];
  });
}

type Step = Readonly<{ before: readonly RegistrationNeed[]; fact: Fact; after: readonly RegistrationNeed[] }>;
const steps: readonly Step[] = entries().flatMap((facts) =>
  facts.map((fact, index) => ({
    before: registrationNeeds(facts.slice(0, index)),
    fact,
    after: registrationNeeds(facts.slice(0, index + 1)),
  })),
);
const at = <Type extends NeededFact['type']>(type: Type) =>
  steps.filter(
    (step): step is Step & { fact: Recorded<Extract<NeededFact, { type: Type }>> } => step.fact.type === type,
  );
const need = (needs: readonly RegistrationNeed[], what: string) => needs.find((one) => one.what === what);

describe('what a registration waits for', () => {
  it('is contract, price and levy from the deal on, and the whole price is unpaid', () => {
    const deals = at('DealConfirmed');
    expect(deals.length).toBeGreaterThan(10);
    for (const { fact, after } of deals) {
      expect(after.map(({ what }) => what)).toEqual(['contract', 'price', 'levy']);
      expect(need(after, 'price')!.unpaidFen).toBe(fact.data.priceFen);
      expect(need(after, 'levy')).not.toHaveProperty('unpaidFen');
    }
  });

  it('has nothing unpaid of a gate just before it is met, and does not name it afterwards', () => {
    const met = at('GateMet').filter(({ before }) => before.length > 0);
    expect(new Set(met.map(({ fact }) => fact.data.gate)).size).toBe(3);
    for (const { fact, before, after } of met) {
      expect(need(before, fact.data.gate)).not.toHaveProperty('unpaidFen');
      expect(need(after, fact.data.gate)).toBeUndefined();
    }
  });

  it('falls by what is paid, of the price and of the levy', () => {
    const paid = [...at('PricePaymentRecorded'), ...at('LevyPaymentRecorded')];
    const fell = paid.filter(({ before, after, fact }) => {
      const what = fact.type === 'PricePaymentRecorded' ? 'price' : 'levy';
      const [was, is] = [before, after].map((needs) => BigInt(need(needs, what)?.unpaidFen ?? '0'));
      return was! - is! === BigInt(fact.data.amountFen);
    });
    expect(fell.length).toBeGreaterThan(10);
  });

  it('is the deed tax alone when all gates are met, and nothing once the right is registered', () => {
    const registered = at('RightRegistered');
    expect(registered.length).toBeGreaterThan(5);
    for (const { before, after } of registered) {
      expect(before.filter(({ what }) => what !== 'deed-tax')).toEqual([]);
      expect(after).toEqual([]);
    }
    for (const { fact, after } of at('RegistrationReady')) {
      const owed = fact.data.deedTax.amountFen;
      expect(need(after, 'deed-tax')?.unpaidFen).toBe(owed === '0' ? undefined : owed);
    }
  });

  it('names the burden that holds it, until it is lifted', () => {
    const deal = at('DealConfirmed')[0]!.fact;
    const subject = deal.data.subject;
    const burden = {
      id: '执1号',
      kind: 'seizure',
      organ: '章丘区人民法院',
      on: '2026-05-20',
      reason: '保全',
    };
    const hold = { type: 'RegistrationHeld', data: { subject, burden } } as NeededFact;
    expect(need(registrationNeeds([deal, hold]), 'burden')).toMatchObject({
      name: '解除宗地上的限制',
      detail: expect.stringMatching(/^查封（章丘区人民法院，执1号）$/),
    });
    const lift = { type: 'RegistrationHoldLifted', data: { subject, burdenId: '执1号' } } as NeededFact;
    expect(need(registrationNeeds([deal, hold, lift]), 'burden')).toBeUndefined();
  });
});

describe('the list of registrations', () => {
  /** Its documents of one log, with all facts of each. */
  const listed = logs.map((log) => {
    const projection = new RegistrationProjection();
    const views = new Map<string, RegistrationView>();
    for (const event of log) {
      if (!(projection.handles as readonly string[]).includes(event.type)) continue;
      for (const id of projection.ids(event as never)) {
        const view = projection.evolve(views.get(id), event as never);
        if (view) views.set(id, view);
      }
    }
    return { log, views };
  });
  const factsOf = (log: (typeof logs)[number], streams: readonly string[]) =>
    streams.flatMap((stream) => log.filter((event) => event.stream === stream));

  it('says of every entry what its own facts say, whatever came between them', () => {
    const states = new Set<string | null>();
    for (const { log, views } of listed)
      for (const [entry, view] of views) {
        const facts = factsOf(
          log,
          OF.map((kind) => `${kind}-${entry}`),
        ) as unknown as readonly NeededFact[];
        expect(needsOf(view.needs)).toEqual(registrationNeeds(facts));
        const lived = factsOf(log, [`tenure-${entry}`]) as unknown as readonly TenureEvent[];
        expect(view.tenure).toEqual(
          lived.reduce<Tenure>(evolveTenure, { status: 'none', agreed: null, holds: [] }),
        );
        states.add(view.state);
      }
    expect([...states]).toEqual(expect.arrayContaining([null, 'registered', 'closed']));
  });

  it('has for every registered right its certificate, and the right itself', () => {
    const rights = listed.flatMap(({ log, views }) =>
      log.flatMap((event) =>
        event.type === 'RightRegistered' ? [{ data: event.data as Registered, views }] : [],
      ),
    );
    expect(rights.length).toBeGreaterThan(5);
    for (const { data, views } of rights)
      expect(views.get(data.subject.entry)).toMatchObject({
        state: 'registered',
        certificates: expect.arrayContaining([
          expect.objectContaining({ by: 'registration', certificateNo: data.certificateNo }),
        ]),
        tenure: { status: expect.stringMatching(/^(held|ended)$/) },
      });
  });
});
