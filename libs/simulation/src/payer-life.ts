import { envelope } from '#kernel/messages';
import { addDays, civilDate } from '#policy';
import type { CivilDate } from '#policy';
import { contractOf, levyOf, officeOf, recordLevyPayment, recordPricePayment } from '#land';
import type { Subject } from '#land';
import { officerOf } from './people.js';
import type { Scene } from './scene.js';

const PAYS_LATE = 0.1;

/** What buyers and owners pay in one sum or by halves, as the finance office records it. */
export class PayerLife {
  constructor(private readonly scene: Scene) {}

  /** 50 % within a month, the rest before the year is over (国土资发〔2010〕34号). */
  planPayments(subject: Subject, priceFen: bigint, signedOn: CivilDate): void {
    const finance = officerOf(
      'finance',
      officeOf(subject.district, 'finance'),
      [],
      this.scene.chance,
      `${subject.entry}: price`,
    );
    const half = priceFen / 2n;
    const pay = (part: number, amount: bigint, low: number, high: number) => {
      const voucherNo = `价${subject.entry}-${part}`;
      this.scene.at(
        signedOn,
        this.scene.chance.between(voucherNo, low, high),
        subject.entry,
        voucherNo,
        () => {
          const data = { amountFen: amount.toString(), paidOn: civilDate(this.scene.clock.now()), voucherNo };
          return this.scene.give(
            envelope(
              recordPricePayment(contractOf(subject.entry), data),
              this.scene.meta(finance, subject.entry, voucherNo),
            ),
          );
        },
      );
    };
    pay(1, half, 5, 28);
    pay(2, priceFen - half, 30, 90);
  }

  planLevyPayment(subject: Subject, amountFen: string, dueOn: CivilDate | null, today: CivilDate): void {
    const finance = officerOf(
      'finance',
      officeOf(subject.district, 'finance'),
      [],
      this.scene.chance,
      `${subject.entry}: levy`,
    );
    const late = dueOn !== null && this.scene.chance.happens(`${subject.entry}: pays late`, PAYS_LATE);
    const voucherNo = `调${subject.entry}`;
    const paidOn = late
      ? addDays(dueOn, this.scene.chance.between(voucherNo, 1, 20))
      : addDays(today, this.scene.chance.between(voucherNo, 2, 20));
    const record = async (amount: string, part: number) =>
      this.scene.give(
        envelope(
          recordLevyPayment(levyOf(subject.entry), {
            amountFen: amount,
            paidOn,
            voucherNo: `${voucherNo}-${part}`,
          }),
          this.scene.meta(finance, subject.entry, `${voucherNo}-${part}`),
        ),
      );
    this.scene.at(paidOn, 0, subject.entry, voucherNo, async () => {
      await record(amountFen, 1);
      const events = await this.scene.store.read(levyOf(subject.entry));
      const charged = events.findLast(({ type }) => type === 'LevyLateFeeCharged');
      if (charged) await record((charged.data as { feeFen: string }).feeFen, 2);
    });
  }
}
