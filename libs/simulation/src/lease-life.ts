import type { CivilDate } from '#policy';
import { envelope } from '#kernel/messages';
import type { Actor, CommandMeta, Envelope } from '#kernel/messages';
import { addDays, addYears, civilDate } from '#policy';
import {
  payGuarantee,
  recordPricePayment,
  applyConversion,
  payConversionLevy,
  recordDividend,
  registerConversion,
  contractOf,
  officeOf,
  tenureOf,
} from '#land';
import type { ContractTerms, TenureEvent, Subject } from '#land';
import { clerkOf, officerOf } from './people.js';
import type { Chance } from './random.js';

/** How a simulation plans an act: on a day, so many days later, under a name, by somebody. */
export type Plan = (
  day: CivilDate,
  daysLater: number,
  subject: Subject,
  name: string,
  actor: Actor,
  command: (meta: CommandMeta) => Envelope,
) => void;

const ODDS = { rentLate: 0.15, rentNever: 0.04, converts: 0.7, dividendShort: 0.3 } as const;
/** The last day of a first payment is a month off; who pays late is at most so many days behind. */
const EARLY_DAYS = 25;
const LATE_DAYS_MAX = 40;
const ONE_DAY_BEFORE_START = 30;

/**
 * What tenants, companies and finance officers do during the life of a lease or a share, drawn like
 * everything else.
 */
export class LeaseLife {
  constructor(
    private readonly plan: Plan,
    private readonly chance: Chance,
  ) {}

  private finance({ district, entry }: Subject): Actor {
    return officerOf('finance', officeOf(district, 'finance'), [], this.chance, `${entry}: rents`);
  }

  /** The guarantee with the first rent, and every rent near its day; a few tenants stop paying. */
  planRents(subject: Subject, terms: ContractTerms): void {
    const { entry } = subject;
    const { guarantee } = terms.rents!;
    const actor = this.finance(subject);
    if (guarantee.value !== '0') {
      const data = (meta: CommandMeta) => ({
        amountFen: guarantee.value,
        paidOn: dayOf(meta),
        voucherNo: `保${entry}`,
      });
      this.plan(
        terms.signedOn,
        this.chance.between(`${entry}: guarantee`, 2, EARLY_DAYS),
        subject,
        `保${entry}`,
        actor,
        (meta) => envelope(payGuarantee(contractOf(entry), data(meta)), meta),
      );
    }
    const stops = this.chance.happens(`${entry}: stops paying`, ODDS.rentNever)
      ? this.chance.between(`${entry}: stops when`, 2, 3)
      : Infinity;
    for (const { no, dueOn, amountFen, rentYear } of terms.schedule) {
      if (rentYear !== undefined && rentYear >= stops) return;
      const name = `租${entry}-${no}`;
      const late = no > 1 && this.chance.happens(`${name}: late`, ODDS.rentLate);
      const day = late
        ? addDays(dueOn, this.chance.between(name, 1, LATE_DAYS_MAX))
        : addDays(dueOn, -this.chance.between(name, 1, EARLY_DAYS));
      this.pay(subject, day > terms.signedOn ? day : addDays(terms.signedOn, 1), name, amountFen, actor);
    }
  }

  private pay(subject: Subject, day: CivilDate, voucherNo: string, amountFen: string, actor: Actor): void {
    this.plan(day, 0, subject, voucherNo, actor, (meta) =>
      envelope(
        recordPricePayment(contractOf(subject.entry), { amountFen, paidOn: dayOf(meta), voucherNo }),
        meta,
      ),
    );
  }

  payConversion(subject: Subject, no: number, amountFen: string, today: CivilDate): void {
    this.pay(
      subject,
      addDays(today, this.chance.between(`${subject.entry}: price`, 3, EARLY_DAYS)),
      `转${subject.entry}-${no}`,
      amountFen,
      this.finance(subject),
    );
  }

  /** Half a year into the lease or later most tenants ask for the grant. */
  planConversion(subject: Subject, beganOn: CivilDate, endsOn: CivilDate): void {
    const { entry } = subject;
    if (!this.chance.happens(`${entry}: converts`, ODDS.converts)) return;
    const asked = addDays(beganOn, this.chance.between(`${entry}: asks`, 120, 300));
    const day = asked < endsOn ? asked : addDays(endsOn, -ONE_DAY_BEFORE_START);
    this.plan(day, 0, subject, `convert ${entry}`, clerkOf(subject, this.chance), (meta) =>
      envelope(
        applyConversion(tenureOf(entry), { appliedOn: dayOf(meta), documentNo: `转申${entry}` }),
        meta,
      ),
    );
  }

  /** The levy soon after the approval; the register when price and levy are paid. */
  planRegistration(
    subject: Subject,
    approved: Extract<TenureEvent, { type: 'ConversionApproved' }>['data'],
    today: CivilDate,
  ): void {
    const { entry, district } = subject;
    const levy = { amountFen: approved.levy.value, voucherNo: `转调${entry}` };
    if (levy.amountFen !== '0') {
      this.plan(
        today,
        this.chance.between(`${entry}: conversion levy`, 2, 20),
        subject,
        levy.voucherNo,
        this.finance(subject),
        (meta) => envelope(payConversionLevy(tenureOf(entry), { ...levy, paidOn: dayOf(meta) }), meta),
      );
    }
    const registrar = officerOf(
      'registrar',
      officeOf(district, 'registry'),
      [],
      this.chance,
      `${entry}: conversion`,
    );
    this.plan(
      today,
      this.chance.between(`${entry}: conversion registered`, 40, 60),
      subject,
      `register conversion ${entry}`,
      registrar,
      (meta) =>
        envelope(
          registerConversion(tenureOf(entry), {
            certificateNo: `转证${entry}`,
            registeredOn: dayOf(meta),
            deedTaxVoucher: `转契${entry}`,
            deedTaxFen: approved.deedTax.value,
          }),
          meta,
        ),
    );
  }

  /**
   * A dividend after every year, now and then less than was promised; what is missing comes after the letter.
   */
  planDividends(subject: Subject, beganOn: CivilDate, minimumFen: bigint, until: CivilDate): void {
    for (let year = 1; addYears(beganOn, year) <= until; year++) {
      const name = `分红${subject.entry}-${year}`;
      const short = this.chance.happens(`${name}: short`, ODDS.dividendShort);
      this.dividend(
        subject,
        addYears(beganOn, year),
        this.chance.between(name, 20, 150),
        name,
        year,
        short ? minimumFen / 2n : minimumFen + minimumFen / 10n,
      );
    }
  }

  payMissing(subject: Subject, year: number, missingFen: string, today: CivilDate): void {
    const name = `补分红${subject.entry}-${year}`;
    this.dividend(subject, today, this.chance.between(name, 15, 45), name, year, BigInt(missingFen));
  }

  private dividend(
    subject: Subject,
    day: CivilDate,
    later: number,
    voucherNo: string,
    year: number,
    amount: bigint,
  ): void {
    if (amount <= 0n) return;
    const data = {
      year,
      amountFen: amount.toString(),
      voucherNo,
      documentNo: `股东会决议${subject.entry}-${year}`,
    };
    this.plan(day, later, subject, voucherNo, this.finance(subject), (meta) =>
      envelope(recordDividend(tenureOf(subject.entry), { ...data, paidOn: dayOf(meta) }), meta),
    );
  }
}

const dayOf = ({ at }: CommandMeta): CivilDate => civilDate(at);
