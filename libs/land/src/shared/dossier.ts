import type { Hands, MayBePrepared, Prepared } from './hands.rules.js';
import type { Needing } from './need.rules.js';
import type { Day, Doubted } from './terms.js';

/**
 * The first day on which a listing may be announced. Null while the holiday notice of its year is not
 * published; then it counts from `reportedOn`.
 */
type EarliestNotice = Readonly<{ earliestNoticeOn: Day | null; reportedOn?: Day }>;
export const noticeFrom = ({ earliestNoticeOn }: EarliestNotice): Day | null => earliestNoticeOn;

/**
 * What several stages need to know of an entry, carried from fact to fact as a whole: a stage that only hands
 * it on names none of its keys. A new one costs its line in `KEYS`, whoever writes it, and whoever reads it.
 * A key that a fact lacks was not said: those of releases before it stays as they are.
 *
 * Its keys lie flat in every fact that carries it, where everybody who may see the entry reads them. What is
 * sealed, such as the reserve price, does not belong here.
 */
export type Dossier = Prepared & Doubted & Hands & Partial<EarliestNotice>;

/** From the check of the scheme until the plan is asked for land: with what the entry needs of it. */
export type AskingDossier = Dossier & Needing;

/** From the report to the government (报送) on; facts of 0.1.0 carry of it no more than the day. */
export type ReportedDossier = EarliestNotice & Partial<Dossier>;

/** Of a deal, which the trading platform may have made: then nobody prepared it. */
export type DealDossier = MayBePrepared & Partial<Omit<Dossier, keyof MayBePrepared>>;

/**
 * How long a key is carried. What a round of the scheme gathers ends with its approval: no later stage
 * answers doubts about the scheme, or asks who judged it. What an entry asks of the plan is carried only to
 * where it is asked.
 */
const KEYS = {
  preparedBy: 'entry',
  preparedFor: 'entry',
  earliestNoticeOn: 'entry',
  reportedOn: 'entry',
  doubts: 'round',
  hands: 'round',
  need: 'asking',
} as const satisfies Record<keyof AskingDossier, 'entry' | 'round' | 'asking'>;

type Key = keyof typeof KEYS;
type Lasting = { [K in Key]: (typeof KEYS)[K] extends 'entry' ? K : never }[Key];
/** What of the keys a carrier has: one that it always has stays required. */
type Carried<Carrier, Keys extends Key = Key> = Pick<Carrier, Extract<keyof Carrier, Keys>>;

type Common = keyof Dossier;
const EVERY = Object.keys(KEYS) as readonly Key[];
const COMMON = EVERY.filter((key): key is Common => KEYS[key] !== 'asking');
const LASTING = COMMON.filter((key): key is Lasting => KEYS[key] === 'entry');

const pick = <Carrier extends Partial<DealDossier & Needing>, Keys extends Key>(
  carrier: Carrier,
  keys: readonly Keys[],
) =>
  Object.fromEntries(
    keys.filter((key) => carrier[key] !== undefined).map((key) => [key, carrier[key]]),
  ) as Carried<Carrier, Keys>;

/** All that a fact, a command or a state carries of the dossier. */
export const dossierOf = <Carrier extends Partial<DealDossier>>(carrier: Carrier): Carried<Carrier, Common> =>
  pick(carrier, COMMON);

/** The same with what the entry asks of the plan, on the way there. */
export const askingDossierOf = <Carrier extends Partial<Dossier> & Needing>(
  carrier: Carrier,
): Carried<Carrier> => pick(carrier, EVERY);

/** What of it outlasts the round. */
export const lastingDossierOf = <Carrier extends Partial<DealDossier>>(
  carrier: Carrier,
): Carried<Carrier, Lasting> => pick(carrier, LASTING);
