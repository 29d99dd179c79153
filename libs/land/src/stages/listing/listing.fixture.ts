/** Values that the specs of a deal's parts share: one industrial parcel in 章丘, and Jinan's own rules. */
import { ENGINE, envelope } from '#kernel/messages';
import type { Command, CommandMeta, Envelope } from '#kernel/messages';
import { meta } from '#kernel/testing';
import { loadPacks } from '#policy';
import type { Day, DealTerms, Party, Subject } from '../../shared/terms.js';
import { aesVault } from './aes-vault.js';
import type { ListingEvent, TradeDecision } from './listing.events.js';

export const packs = loadPacks();
export const vault = aesVault(new Uint8Array(32).fill(7));

const PARCEL = '370114001001JB00012';
export const subject: Subject = {
  entry: `${PARCEL}-1`,
  parcel: PARCEL,
  district: '370114',
  township: '370114-01',
  planYear: 2026,
};

export const deal: DealTerms = {
  form: 'grant',
  method: 'listing',
  route: 'in-place',
  use: { system: '用地用海2023', code: '1001', name: '工业用地' },
  grade: '1',
  areaM2: '13412.55',
  termYears: 50,
  priceFen: '1000000000',
  acquisitionFen: '0',
  developmentFen: '0',
};
export const buyer: Party = { name: '济南示例制造有限公司', uscc: '91370114MA3EXAMP1P' };

/** What the collective resolved: the approved price, a fifth of it as deposit, steps of ten thousand yuan. */
export const decision: TradeDecision = {
  startFen: deal.priceFen,
  depositFen: '200000000',
  incrementFen: '1000000',
  heldOn: '2026-03-05',
  documentNo: '章集决2026-1',
};
export const decided = (
  round = 1,
  change: Partial<TradeDecision> = {},
  reserve: string | null = null,
): ListingEvent => ({
  type: 'TradeDecided',
  data: { subject, round, decision: { ...decision, ...change }, reserve },
});
/** What stands in the notice of it. */
export const announcedPrices = {
  startFen: decision.startFen,
  depositFen: decision.depositFen,
  incrementFen: decision.incrementFen,
};

/** The command as a person gives it on a day at ten in the morning, Beijing time. */
export function on<C extends Command>(
  day: Day,
  command: C,
  person = 'wang',
  overrides: Partial<CommandMeta> = {},
): Envelope<C> {
  return envelope(
    command,
    meta({
      at: `${day}T02:00:00.000Z`,
      actor: { person, role: 'clerk', office: '370114001/township' },
      ...overrides,
    }),
  );
}

/** The command as a saga or a deadline gives it. */
export const byEngine = <C extends Command>(day: Day, command: C): Envelope<C> =>
  on(day, command, ENGINE.person, { actor: ENGINE });
