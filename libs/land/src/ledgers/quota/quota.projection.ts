import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import { civilDate, formatArea, parseArea, squareCm } from '#policy';
import type { Day, SquareMetresText } from '../../shared/terms.js';
import type { Demand, QuotaEvent, QuotaKind } from './quota.events.js';

/** One kind of quota of a district and plan year, in m². `availableM2` is what nobody holds. */
export type QuotaView = Readonly<{
  district: string;
  planYear: number;
  kind: QuotaKind;
  totalM2: SquareMetresText;
  reservedM2: SquareMetresText;
  occupiedM2: SquareMetresText;
  usedM2: SquareMetresText;
  availableM2: SquareMetresText;
  waiting: number;
}>;

type Seen = Exclude<QuotaEvent, { type: 'QuotaBatchOpened' }>;
type Column = 'totalM2' | 'reservedM2' | 'occupiedM2' | 'usedM2';

export const Quotas = readModel<QuotaView>('quotas');

@Injectable()
export class QuotaProjection extends Projection<QuotaView, Seen> {
  readonly model = Quotas;
  readonly handles = [
    'QuotaIssued',
    'QuotaAdjusted',
    'QuotaReserved',
    'QuotaWaitlisted',
    'QuotaOccupied',
    'QuotaWrittenOff',
    'QuotaReleased',
    'QuotaReservationExpired',
    'QuotaYearClosed',
    'QuotaYearSettled',
    'QuotaCarriedOver',
  ] as const;

  ids(event: Recorded<Seen>): readonly string[] {
    return kindsOf(event).map((kind) => `${event.stream}.${kind}`);
  }

  evolve(view: QuotaView | undefined, event: Recorded<Seen>, id: string): QuotaView {
    const kind = id.slice(id.lastIndexOf('.') + 1) as QuotaKind;
    const before = view ?? empty(event.stream, kind);
    switch (event.type) {
      case 'QuotaIssued':
        return move(before, { totalM2: parseArea(event.data.areaM2) });
      case 'QuotaAdjusted':
        return move(before, { totalM2: signed(event.data.deltaM2) });
      case 'QuotaReserved': {
        const area = areaOf(event.data.demands, kind);
        const moved = move(before, { reservedM2: area });
        return event.data.fromWaitlist ? { ...moved, waiting: moved.waiting - 1 } : moved;
      }
      case 'QuotaWaitlisted':
        return { ...before, waiting: before.waiting + 1 };
      case 'QuotaOccupied': {
        const area = areaOf(event.data.demands, kind);
        return move(before, { reservedM2: 0n - area, occupiedM2: area });
      }
      case 'QuotaWrittenOff': {
        const area = areaOf(event.data.demands, kind);
        return move(before, { occupiedM2: 0n - area, usedM2: area });
      }
      case 'QuotaReservationExpired':
        return move(before, { reservedM2: 0n - areaOf(event.data.demands, kind) });
      case 'QuotaYearClosed':
        return { ...before, waiting: 0 };
      case 'QuotaYearSettled':
        return move(before, { totalM2: 0n - areaOf([...event.data.carried, ...event.data.lapsed], kind) });
      case 'QuotaCarriedOver':
        return move(before, { totalM2: areaOf(event.data.carried, kind) });
      case 'QuotaReleased': {
        const { from, demands } = event.data;
        if (from === 'expired') return before;
        if (from === 'waiting') return { ...before, waiting: before.waiting - 1 };
        return move(before, { [`${from}M2`]: 0n - areaOf(demands, kind) });
      }
    }
  }

  override index({ district, planYear, kind }: QuotaView, id: string) {
    return { keys: { district, planYear: String(planYear), kind }, sort: id };
  }
}

/** One kind of quota of a district and plan year as it was at the end of each day on which it changed. */
export type QuotaDays = Readonly<{ days: readonly (Readonly<{ on: Day }> & QuotaView)[] }>;
export const QuotasByDay = readModel<QuotaDays>('quotas-by-day');

/** {@link QuotaProjection} as of any day. */
@Injectable()
export class QuotaDaysProjection extends Projection<QuotaDays, Seen> {
  readonly model = QuotasByDay;
  private readonly now = new QuotaProjection();
  readonly handles = this.now.handles;

  ids(event: Recorded<Seen>): readonly string[] {
    return this.now.ids(event);
  }

  evolve(view: QuotaDays | undefined, event: Recorded<Seen>, id: string): QuotaDays {
    const before = view?.days ?? [];
    const last = before.at(-1);
    const today = civilDate(event.meta.occurredAt);
    const on = last && today < last.on ? last.on : today;
    const now = { ...this.now.evolve(last, event, id), on };
    return { days: [...(last?.on === on ? before.slice(0, -1) : before), now] };
  }

  override index({ days }: QuotaDays, id: string) {
    return { keys: { district: days[0]!.district }, sort: id };
  }
}

function kindsOf({ type, data }: Seen): readonly QuotaKind[] {
  switch (type) {
    case 'QuotaIssued':
    case 'QuotaAdjusted':
      return [data.kind];
    case 'QuotaWaitlisted':
      return data.need.demands.map(({ kind }) => kind);
    case 'QuotaYearClosed':
      return [...new Set(data.waiting.flatMap(({ need }) => need.demands.map(({ kind }) => kind)))];
    case 'QuotaYearSettled':
      return [...data.carried, ...data.lapsed].map(({ kind }) => kind);
    case 'QuotaCarriedOver':
      return data.carried.map(({ kind }) => kind);
    default:
      return data.demands.map(({ kind }) => kind);
  }
}

const signed = (delta: string): bigint =>
  delta.startsWith('-') ? 0n - parseArea(delta.slice(1)) : parseArea(delta.replace(/^\+/, ''));

const areaOf = (demands: readonly Demand[], kind: QuotaKind): bigint =>
  demands
    .filter((demand) => demand.kind === kind)
    .reduce((sum, { areaM2 }) => sum + parseArea(areaM2), 0n as bigint);

function empty(stream: string, kind: QuotaKind): QuotaView {
  const [, district = '', planYear = ''] = stream.split('-');
  return {
    district,
    planYear: Number(planYear),
    kind,
    totalM2: '0.00',
    reservedM2: '0.00',
    occupiedM2: '0.00',
    usedM2: '0.00',
    availableM2: '0.00',
    waiting: 0,
  };
}

function move(view: QuotaView, by: Partial<Record<Column, bigint>>): QuotaView {
  const after = (column: Column) => parseArea(view[column]) + (by[column] ?? 0n);
  const [total, reserved, occupied, used] = [
    after('totalM2'),
    after('reservedM2'),
    after('occupiedM2'),
    after('usedM2'),
  ];
  const text = (area: bigint) => formatArea(squareCm(area));
  return {
    ...view,
    totalM2: text(total),
    reservedM2: text(reserved),
    occupiedM2: text(occupied),
    usedM2: text(used),
    availableM2: text(total - reserved - occupied - used),
  };
}
