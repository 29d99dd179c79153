import type { Recorded } from '#kernel/messages';
import type { LandEvent } from '#land';

/** 分: sums that only earlier facts tell to whoever collects them or pays them back. */
export class Owed {
  private readonly sums = new Map<string, string>();

  note({ type, data }: Recorded<LandEvent>): void {
    if (type === 'LandIdle') this.sums.set(`collect-idle-fee ${data.subject.entry}`, data.fee.value);
    if (type === 'RefundOwed') this.sums.set(`pay-refund ${data.subject.entry} ${data.no}`, data.amountFen);
  }

  /** Of the work on an entry; of a refund, of that round. Undefined where nothing was told. */
  by(kind: string, entry: string, round: number): string | undefined {
    return this.sums.get(`${kind} ${entry}`) ?? this.sums.get(`${kind} ${entry} ${round}`);
  }
}
