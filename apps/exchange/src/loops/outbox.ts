import { refused, taken } from '../lots/answered.js';
import { refund } from '../lots/closing.js';
import { publish } from '../lots/hear.js';
import { unchanged } from '../lots/lot.js';
import type { Report } from '../lots/lot.js';
import type { Rushi } from '../rushi/client.js';
import type { Signing } from '../rushi/signer.js';
import type { KeptReport, Switches } from '../store/store.js';
import type { TradingFloor } from './floor.js';
import { retryMs } from './loop.js';

/** Of a report that is meant: what a fault sends besides has a suffix of its own. */
const OWN_KEY = /\.\d+$/;
/** What the fault of signatures sends besides, and how that is signed. */
const MISSIGNED: Readonly<Record<string, Signing>> = { unsigned: 'none', missigned: 'wrong' };
const signingOf = ({ key }: Report): Signing => MISSIGNED[key.split('.').at(-1)!] ?? 'own';
/** 分: by how much the price of a contradicting result is higher. */
const CONTRADICTION_FEN = 1_000_000n;

/**
 * Tells Rushi what is kept to be told, one after the other, each under its own key until it is answered. A
 * process that dies between the answer and its note tells it again, and Rushi answers the same.
 */
export class Outbox {
  constructor(
    private readonly rushi: Rushi,
    private readonly floor: TradingFloor,
    private readonly tickMs: number,
  ) {}

  /** One report. @returns after how many milliseconds to come again */
  async send(signal: AbortSignal): Promise<number> {
    const { store } = this.floor;
    const switches = await store.switches();
    const day = this.floor.knownDay;
    if (switches.down || day === undefined) return this.tickMs;
    const next = await store.nextReport(day, switches.reorder);
    if (!next) return this.tickMs;
    if (switches.reorder && (await this.putBefore(next.report))) return 0;
    const signing = signingOf(next.report);
    const answer = await this.rushi.report(next.report, signing, signal);
    if (answer.kind === 'again') {
      await store.retryReport(next.id, retryMs(next.tries + 1), answer.text);
      return this.tickMs;
    }
    if (switches.duplicate) await this.rushi.report(next.report, signing, signal);
    await store.transaction(async (within) => {
      const { kind, status, text } = answer;
      if (!(await store.endReport(within, next.id, { state: kind, status, answer: text }))) return;
      const lot = await store.lockLot(within, next.report.lot);
      if (!lot) return;
      const changed =
        kind === 'answered'
          ? unchanged(taken(lot, next.report))
          : refused(lot, next.report, { code: answer.code, detail: text }, day);
      // What a switch tells besides goes out before what follows from the report, on a slow machine too.
      if (kind === 'answered') await this.floor.enqueue(within, faultsAfter(next, switches));
      await this.floor.keep(within, lot, changed);
    });
    this.floor.tell(next.report.lot);
    return 0;
  }

  /** 乱序: what may only come after a result is told before it. @returns whether there is something now */
  private async putBefore({ kind, lot: id, key }: Report): Promise<boolean> {
    if (kind !== 'results' || !OWN_KEY.test(key)) return false;
    let isPut = false;
    await this.floor.act(id, (lot, { day }) => {
      if (lot.attempts.refunds !== undefined) return unchanged(lot);
      isPut = true;
      return publish(refund(lot, day), day);
    });
    return isPut;
  }
}

/** What the switches have told besides, each once. */
function faultsAfter({ report }: KeptReport, switches: Switches): readonly Report[] {
  const { duplicate, contradict, missign } = switches;
  if (!OWN_KEY.test(report.key)) return [];
  const named = (suffix: string) => ({ ...report, key: `${report.key}.${suffix}` });
  const again = [
    ...(duplicate ? [named('duplicate')] : []),
    ...(missign ? Object.keys(MISSIGNED).map(named) : []),
  ];
  const { resultId, priceFen, ...body } = report.body as Readonly<{ resultId?: string; priceFen?: string }>;
  if (!contradict || report.kind !== 'results' || resultId === undefined || priceFen === undefined)
    return again;
  const other = {
    ...body,
    resultId: `${resultId}-2`,
    priceFen: String(BigInt(priceFen) + CONTRADICTION_FEN),
  };
  return [...again, { ...report, key: `${report.key}.contradict`, body: other }];
}
