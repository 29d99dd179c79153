import type { Given, Decider } from '#kernel/messages';
import {
  civilDate,
  districtIn,
  formatArea,
  isBlank,
  normalNo,
  packsOn,
  parseArea,
  planYearIn,
  sameNo,
  squareCm,
} from '#policy';
import type { PackOn, RulePacks } from '#policy';
import { dayOf, known, lastDays, openOf } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Contradiction, Report } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { QuotaCommand } from './quota.commands.js';
import type { Demand, QuotaEvent, QuotaKind, QuotaNeed } from './quota.events.js';
import {
  EMPTY,
  QUOTA_KINDS,
  availableOf,
  batchOpened,
  carried,
  closed,
  expired,
  holdingOf,
  moved,
  raised,
  released,
  reserved,
  settled,
  shortOf,
  takenOf,
  waitingOf,
  waitlisted,
} from './quota.ledger.js';
import type { Ledger } from './quota.ledger.js';
import { refuse } from './quota.refusals.js';

/**
 * What a decision is made by besides the ledger: the rules, the day, and which district and year it is about.
 */
type Desk = Readonly<{
  pack: PackOn;
  /** All packs in force: land may be reclaimed where other rules hold. */ known: readonly PackOn[];
  today: Day;
  district: string;
  planYear: number;
}>;

/**
 * 总量控制 of one district and plan year. All demands of an entry are taken in one decision or none is, so two
 * officers at the same second cannot both take the last hectare.
 */
export const quota = (packs: RulePacks): Decider<Ledger, QuotaCommand, QuotaEvent> => ({
  initial: EMPTY,

  decide(command, ledger): readonly QuotaEvent[] {
    const { type, data, meta, stream } = command;
    const [, district = '', year = ''] = stream.split('-');
    const today = civilDate(meta.at);
    const desk: Desk = {
      pack: packs.of(meta.policy).on(today),
      known: packsOn(packs, today),
      today,
      district,
      planYear: Number(year),
    };
    switch (type) {
      case 'IssueQuota':
        return issue(command, ledger, desk);
      case 'AdjustQuota': {
        requirePlace(desk);
        const delta = parseDelta(data.deltaM2);
        if (delta === null || delta === 0n) throw refuse('quota.delta', data);
        if (isRegistered(ledger, adjustKey(data.kind, data.documentNo), data.documentNo, adjusted(data)))
          return [];
        requireOpen(ledger);
        const pool = ledger.pools[data.kind];
        const total = pool.total + delta;
        if (total < takenOf(pool)) {
          // A total below zero has no text form, and zero says as much to the reader.
          throw refuse('quota.below-taken', {
            ...data,
            totalM2: formatArea(squareCm(total < 0n ? 0n : total)),
            takenM2: formatArea(squareCm(takenOf(pool))),
          });
        }
        return withGifts(ledger, { type: 'QuotaAdjusted', data }, desk);
      }
      case 'OpenQuotaBatch':
        return openBatch(command, ledger, desk);
      case 'ReserveQuota': {
        const { subject } = data;
        if (!wellFormed(data.need.demands))
          throw refuse('quota.demand', { entry: subject.entry, demands: data.need.demands });
        if (holdingOf(ledger, subject.entry) ?? waitingOf(ledger, subject.entry)) return [];
        const need = withTotal(data.need, desk.pack);
        const short = shortOf(ledger, need.demands);
        if (short.length > 0) return [{ type: 'QuotaWaitlisted', data: { subject, need, short } }];
        return [
          {
            type: 'QuotaReserved',
            data: { subject, demands: need.demands, fromWaitlist: false, ...termsOf(ledger, desk) },
          },
        ];
      }
      case 'ExpireReservation': {
        const { subject, expiresOn } = data;
        const holding = holdingOf(ledger, subject.entry);
        // Approved, given back, or reserved anew in the meantime: that clock is not this reservation's any
        // more.
        if (
          holding?.stage !== 'reserved' ||
          desk.today <= expiresOn ||
          known(dayOf(desk.pack, holding, 'expiresOn', holding.expiresOn)) !== expiresOn
        )
          return [];
        return withGifts(
          ledger,
          { type: 'QuotaReservationExpired', data: { subject, demands: holding.demands, expiresOn } },
          desk,
        );
      }
      case 'OccupyQuota': {
        const { subject } = data;
        const holding = holdingOf(ledger, subject.entry);
        // The entry ended in the moment of its approval: its scheme says so (SchemeApprovedTooLate), and the
        // land stays free.
        if (!holding && ledger.left.has(subject.entry)) return [];
        if (!holding) return occupyAgain(ledger, data, desk);
        return holding.stage === 'reserved'
          ? [{ type: 'QuotaOccupied', data: { subject, demands: holding.demands } }]
          : [];
      }
      case 'WriteOffQuota': {
        const holding = holdingOf(ledger, data.subject.entry);
        if (!holding || holding.stage === 'reserved')
          throw refuse('quota.not-occupied', { entry: data.subject.entry });
        return holding.stage === 'occupied'
          ? [{ type: 'QuotaWrittenOff', data: { subject: data.subject, demands: holding.demands } }]
          : [];
      }
      case 'ReleaseQuota': {
        const { subject, reason } = data;
        const holding = holdingOf(ledger, subject.entry);
        if (holding)
          return withGifts(
            ledger,
            {
              type: 'QuotaReleased',
              data: { subject, demands: holding.demands, from: holding.stage, reason },
            },
            desk,
          );
        if (ledger.expired.has(subject.entry))
          return [{ type: 'QuotaReleased', data: { subject, demands: [], from: 'expired', reason } }];
        // Who waits holds nothing: leaving the list frees no land.
        return waitingOf(ledger, subject.entry)
          ? [{ type: 'QuotaReleased', data: { subject, demands: [], from: 'waiting', reason } }]
          : [];
      }
      case 'CloseQuotaYear': {
        requirePlace(desk);
        if (
          ledger.closed &&
          isRepeat(
            ['年度结转', 'The closing of the year'],
            { documentNo: ledger.closing },
            { documentNo: data.documentNo },
          )
        )
          return [];
        if (desk.today <= `${desk.planYear}-12-31`)
          throw refuse('quota.year-running', { planYear: desk.planYear });
        const { documentNo } = data;
        const end: QuotaEvent = { type: 'QuotaYearClosed', data: { documentNo, waiting: ledger.waiting } };
        return [end, ...settlement(closed(ledger, documentNo), desk)];
      }
      case 'CarryOverQuota': {
        if (ledger.documents.has(carryKey(data.fromYear, data.serial))) return [];
        return withGifts(ledger, { type: 'QuotaCarriedOver', data }, desk);
      }
    }
  },

  evolve: evolved,
});

function evolved(ledger: Ledger, { type, data }: QuotaEvent): Ledger {
  switch (type) {
    case 'QuotaIssued':
      return raised(
        ledger,
        data.kind,
        parseArea(data.areaM2),
        issueKey(data.kind, data.documentNo),
        issued(data),
      );
    case 'QuotaAdjusted':
      return raised(
        ledger,
        data.kind,
        parseDelta(data.deltaM2) ?? 0n,
        adjustKey(data.kind, data.documentNo),
        adjusted(data),
      );
    case 'QuotaBatchOpened':
      return batchOpened(ledger, data.batchNo, parseArea(data.limitM2), data.openedOn);
    case 'QuotaReserved': {
      const { subject, demands, expiresOn, batch } = data;
      return reserved(ledger, {
        subject,
        demands,
        stage: 'reserved',
        expiresOn,
        ...(batch === undefined ? {} : { batch }),
        ...openOf(data),
      });
    }
    case 'QuotaWaitlisted':
      return waitlisted(ledger, data.subject, data.need);
    case 'QuotaReservationExpired':
      return expired(ledger, data.subject.entry);
    case 'QuotaOccupied':
      return moved(ledger, data.subject.entry, 'occupied');
    case 'QuotaWrittenOff':
      return moved(ledger, data.subject.entry, 'used');
    case 'QuotaReleased':
      return released(ledger, data.subject.entry);
    case 'QuotaYearClosed':
      return closed(ledger, data.documentNo);
    case 'QuotaYearSettled':
      return settled(ledger, [...data.carried, ...data.lapsed]);
    case 'QuotaCarriedOver':
      return carried(ledger, carryKey(data.fromYear, data.serial), data.carried);
  }
}

/**
 * 增减挂钩 comes only with the proof of the reclaimed land, and from another district only where the rules allow
 * it.
 */
function issue(
  { data }: Given<QuotaCommand, 'IssueQuota'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  const { kind, areaM2, documentNo, origin } = data;
  requirePlace(desk);
  if (origin) districtIn(desk.known, origin.district);
  if (parseArea(areaM2) === 0n) throw refuse('quota.amount', data);
  if (isRegistered(ledger, issueKey(kind, documentNo), documentNo, issued(data))) return [];
  requireOpen(ledger);
  if (kind === 'linkage') {
    if (!origin || isBlank(origin.acceptanceNo)) throw refuse('quota.linkage-unproved');
    if (origin.district !== desk.district && !desk.pack.flag('quota.linkage-cross-district').value)
      throw refuse('quota.linkage-cross-district', { origin: origin.district });
  }
  return withGifts(ledger, { type: 'QuotaIssued', data }, desk);
}

function openBatch(
  { data }: Given<QuotaCommand, 'OpenQuotaBatch'>,
  ledger: Ledger,
  desk: Desk,
): readonly QuotaEvent[] {
  const { batchNo, limitM2, openedOn } = data;
  requirePlace(desk);
  const limit = parseArea(limitM2);
  if (isBlank(batchNo) || limit === 0n) throw refuse('quota.batch');
  const known = [...ledger.batches].find(([no]) => sameNo(no, batchNo))?.[1];
  const said = { limitM2: formatArea(squareCm(limit)), openedOn };
  const contradiction = (found: Contradiction) =>
    refuse('quota.batch-used', {
      batchNo,
      limitM2,
      registeredM2: formatArea(squareCm(known!.limit)),
      ...found,
    });
  if (
    known &&
    isRepeat(
      ['批次', 'The batch'],
      { limitM2: formatArea(squareCm(known.limit)), openedOn: known.openedOn },
      said,
      contradiction,
    )
  )
    return [];
  requireOpen(ledger);
  return withGifts(ledger, { type: 'QuotaBatchOpened', data }, desk);
}

/**
 * What a person registers is for a district and a year that there are. @throws Rejected
 * `policy.district-unknown`, `policy.plan-year`
 */
function requirePlace({ pack, district, planYear }: Desk): void {
  districtIn([pack], district);
  planYearIn(pack, planYear);
}

function requireOpen(ledger: Ledger): void {
  if (ledger.closed) throw refuse('quota.year-closed');
}

/** 总量控制, where it is switched on, is taken by every entry with the area that it takes of the supply plan. */
function withTotal(need: QuotaNeed, pack: PackOn): QuotaNeed {
  const supply = need.demands.find(({ kind }) => kind === 'supply');
  if (!supply || !pack.flag('quota.total-control').value || need.demands.some(({ kind }) => kind === 'total'))
    return need;
  return { ...need, demands: [...need.demands, { kind: 'total', areaM2: supply.areaM2 }] };
}

/**
 * How long a reservation of this day holds, and in which batch. A county's own bookkeeping: no period of 民法典
 * Art. 203.
 */
function termsOf(
  { batch }: Ledger,
  { pack, today }: Desk,
): Readonly<{ expiresOn: Day | null; batch?: string }> & MayBeOpen {
  return {
    ...lastDays(pack, { expiresOn: ['quota.reserve-expiry', today] }),
    ...(batch === null ? {} : { batch }),
  };
}

/**
 * The government approved in time and the reservation ran out before the plan office heard of it: it is taken
 * anew where it fits.
 */
function occupyAgain(
  ledger: Ledger,
  { subject }: Readonly<{ subject: QuotaSubject }>,
  desk: Desk,
): readonly QuotaEvent[] {
  const demands = ledger.expired.get(subject.entry);
  if (!demands) throw refuse('quota.not-reserved', { entry: subject.entry });
  if (shortOf(ledger, demands).length > 0) throw refuse('quota.expired', { entry: subject.entry });
  return [
    { type: 'QuotaReserved', data: { subject, demands, fromWaitlist: false, ...termsOf(ledger, desk) } },
    { type: 'QuotaOccupied', data: { subject, demands } },
  ];
}

type QuotaSubject = Extract<QuotaEvent, { type: 'QuotaOccupied' }>['data']['subject'];

/**
 * A fact that frees land, and who of the waiting gets it: the readiest whose whole need fits. One that does
 * not fit yet keeps its place and holds nobody else up. In a closed year nobody gets it: it is carried over
 * or lapses.
 */
function withGifts(ledger: Ledger, freeing: QuotaEvent, desk: Desk): readonly QuotaEvent[] {
  const events = [freeing];
  let after = evolved(ledger, freeing);
  if (after.closed) return [...events, ...settlement(after, desk)];
  for (const { subject, need } of after.waiting) {
    if (shortOf(after, need.demands).length > 0) continue;
    // The gift belongs to the entry that gets it, not to the one whose release made room.
    const gift: QuotaEvent = {
      type: 'QuotaReserved',
      data: { subject, demands: need.demands, fromWaitlist: true, ...termsOf(after, desk) },
      correlation: subject.entry,
    };
    events.push(gift);
    after = evolved(after, gift);
  }
  return events;
}

const CARRY = {
  supply: 'quota.carry-supply',
  new: 'quota.carry-new',
  total: 'quota.carry-total',
  linkage: 'quota.carry-linkage',
} as const satisfies Record<QuotaKind, string>;

/** 结转: what nobody holds leaves the closed year, each kind by the county's rule. */
function settlement(ledger: Ledger, { pack, district, planYear }: Desk): readonly QuotaEvent[] {
  const rest = QUOTA_KINDS.map((kind): Demand => ({
    kind,
    areaM2: formatArea(squareCm(availableOf(ledger.pools[kind]))),
  })).filter(({ areaM2 }) => parseArea(areaM2) > 0n);
  if (rest.length === 0) return [];
  const goesOn = ({ kind }: Demand) => pack.flag(CARRY[kind]).value;
  return [
    {
      type: 'QuotaYearSettled',
      data: {
        district,
        planYear,
        serial: ledger.settlements + 1,
        carried: rest.filter(goesOn),
        lapsed: rest.filter((each) => !goesOn(each)),
      },
    },
  ];
}

function wellFormed(demands: readonly Demand[]): boolean {
  const kinds = new Set(demands.map(({ kind }) => kind));
  return (
    demands.length > 0 &&
    kinds.size === demands.length &&
    demands.every(({ kind, areaM2 }) => QUOTA_KINDS.includes(kind) && parseArea(areaM2) > 0n)
  );
}

const issueKey = (kind: QuotaKind, documentNo: string) => `issue/${kind}/${normalNo(documentNo)}`;
const carryKey = (fromYear: number, serial: number) => `carry/${fromYear}/${serial}`;
const adjustKey = (kind: QuotaKind, documentNo: string) => `adjust/${kind}/${normalNo(documentNo)}`;

/** What a document says, in one form: `+20000` and `20000.00` are the same figure. */
const issued = ({ areaM2, origin }: Given<QuotaCommand, 'IssueQuota'>['data']): Report => ({
  areaM2: formatArea(parseArea(areaM2)),
  origin: origin && { district: origin.district, acceptanceNo: origin.acceptanceNo },
});
function adjusted({ deltaM2 }: Readonly<{ deltaM2: string }>): Report {
  const delta = parseDelta(deltaM2) ?? 0n;
  return { deltaM2: `${delta < 0n ? '-' : ''}${formatArea(squareCm(delta < 0n ? -delta : delta))}` };
}

/** The same document that says the same is a repetition; with another figure it is a mistake. */
function isRegistered(ledger: Ledger, key: string, documentNo: string, said: Report): boolean {
  const before = ledger.documents.get(key);
  const contradiction = (found: Contradiction) =>
    refuse('quota.document-used', {
      documentNo,
      registeredM2: before?.areaM2 ?? before?.deltaM2,
      areaM2: said.areaM2 ?? said.deltaM2,
      ...found,
    });
  return before !== undefined && isRepeat(['文件', 'The document'], before, said, contradiction);
}

/** Signed m² in cm², or null when it is no area at all. */
function parseDelta(text: string): bigint | null {
  if (!/^[+-]?\d{1,11}(\.\d{1,2})?$/.test(text)) return null;
  const area: bigint = parseArea(text.replace(/^[+-]/, ''));
  return text.startsWith('-') ? -area : area;
}
