import { Inject, Injectable } from '@nestjs/common';
import { AccessRefused } from '#access';
import { Clock, ReadModels } from '#kernel';
import type { ReadModel } from '#kernel';
import { Journeys, QuotasByDay, StatisticsOn } from '#land';
import type { DistrictStatistics } from '#land';
import { ANY_DISTRICT, RulePacks, civilDate } from '#policy';
import { Problem } from '../../http/problems.js';
import type { Filter } from '../../http/scope.js';

/** Documents that are read, and counted, at a time: others are answered in between. */
const PAGE_DOCUMENTS = 500;

export type OfDistrict = Readonly<{ district: string; name: string }> & DistrictStatistics;
export type Statistics = Readonly<{
  asOf: string;
  districts: readonly OfDistrict[];
  total: DistrictStatistics;
}>;
type Place = Readonly<{ code: string; name: string }>;

/** Counts the districts that somebody may see, as of days that have been. */
@Injectable()
export class StatisticsDesk {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  get today(): string {
    return civilDate(this.clock.now());
  }

  /**
   * @throws Problem `statistics.day-ahead` of a day that has not come; AccessRefused `access.unknown` of a
   *   district that there is not, or that is not theirs to see
   */
  async asOf(day: string, scope: Filter | null, district?: string): Promise<Statistics> {
    return (await this.asOfAll([day], scope, district))[0]!;
  }

  /** Of several days by one reading. */
  async asOfAll(
    days: readonly string[],
    scope: Filter | null,
    district?: string,
  ): Promise<readonly Statistics[]> {
    if (days.some((day) => day > this.today)) throw new Problem('statistics.day-ahead');
    const totals = days.map((day) => new StatisticsOn(day));
    const found: OfDistrict[][] = days.map(() => []);
    for (const { code, name } of this.placesIn(scope, district)) {
      const counting = days.map((day) => new StatisticsOn(day));
      const all = [...counting, ...totals];
      for await (const journeys of this.pages(Journeys, code))
        for (const journey of journeys) for (const one of all) one.add(journey);
      for await (const quotas of this.pages(QuotasByDay, code))
        for (const quota of quotas) for (const one of all) one.addQuota(quota);
      for (const [index, one] of counting.entries())
        found[index]!.push({ district: code, name, ...one.counted });
    }
    return days.map((asOf, index) => ({
      asOf,
      districts: found[index]!,
      total: totals[index]!.counted,
    }));
  }

  private placesIn(scope: Filter | null, district?: string): readonly Place[] {
    const wanted = scope?.district ?? district;
    const places = this.packs
      .allOn(this.today)
      .flatMap((pack) => pack.on(this.today, ANY_DISTRICT).districts)
      .filter(({ code }) => scope !== null && (wanted === undefined || code === wanted));
    if (district !== undefined && !places.some(({ code }) => code === district))
      throw new AccessRefused('access.unknown');
    return places;
  }

  private async *pages<D extends object>(
    model: ReadModel<D>,
    district: string,
  ): AsyncGenerator<readonly D[]> {
    for (let after: string | undefined; ;) {
      const page = await this.readModels.query(model, { where: { district }, after, limit: PAGE_DOCUMENTS });
      yield page.items;
      if (page.next === null) return;
      after = page.next;
    }
  }
}
