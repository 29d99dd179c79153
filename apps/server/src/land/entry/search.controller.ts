import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import { Clock, ReadModels, wordsIn } from '#kernel';
import { Entries, OfficialPapers, initialsOf } from '#land';
import type { EntryView } from '#land';
import { ANY_DISTRICT, RulePacks, civilDate } from '#policy';
import { Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { Sought } from '../shared/sought.js';
import { FOUND } from './search.answers.js';

/** So many are found at most: whoever sees more goes on typing. */
export const FOUND_MAX = 20;

export class SearchQuery {
  @ApiProperty({
    description:
      '宗地代码、事项编号、村名、受让人、镇街名称或者公文文号中的一段，或者名称的拼音首字母，可写几段，用空格隔开',
  })
  @Sought()
  q!: string;
}

/** What somebody sees who looks for an entry: its number, and words to know it by. */
export type FoundEntry = Readonly<
  { entry: string; parcel: string; township: string; buyer?: string } & Pick<EntryView, 'village' | 'state'>
>;

@ApiTags('入市事项')
@Controller('api/v1/search')
export class SearchController {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: '查找入市事项',
    description:
      '按宗地代码、事项编号、村名、受让人、镇街名称或者公文文号中的一段查找辖区内的事项，名称也可以只写拼音首字母' +
      `（sjx 查到三涧溪村），新的在前，最多 ${FOUND_MAX} 件。`,
  })
  @Get()
  @Answer(FOUND)
  @Requires('entry.read')
  async search(
    @Query() { q }: SearchQuery,
    @Within() scope: Filter | null,
  ): Promise<{ items: readonly FoundEntry[] }> {
    if (!scope) return { items: [] };
    const words = wordsIn(q);
    const wishes = [
      { where: scope, holding: words },
      ...this.byTownship(words, scope),
      { where: scope, ids: await this.byDocumentNo(words, scope) },
    ];
    const pages = await Promise.all(
      wishes.map((wish) => this.readModels.query(Entries, { ...wish, order: 'desc', limit: FOUND_MAX })),
    );
    const found = new Map(pages.flatMap(({ items }) => items).map((view) => [view.subject.entry, view]));
    const newest = [...found.values()].sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
    return { items: newest.slice(0, FOUND_MAX).map(foundOf) };
  }

  /** Entries of which a paper went out whose number holds all words. */
  private async byDocumentNo(words: readonly string[], scope: Filter): Promise<readonly string[]> {
    const query = { where: scope, holding: words, order: 'desc', limit: FOUND_MAX } as const;
    const { items } = await this.readModels.query(OfficialPapers, query);
    return [...new Set(items.map(({ subject }) => subject.entry))];
  }

  /** For each word that the name of a township holds: its entries that hold the other words. */
  private byTownship(words: readonly string[], scope: Filter) {
    const today = civilDate(this.clock.now());
    const townships = this.packs
      .atHome(today)
      .on(today, ANY_DISTRICT)
      .districts.flatMap((district) => district.townships)
      .filter(({ code }) => scope.township === undefined || code === scope.township);
    return words.flatMap((word) => {
      const named = townships.filter(({ name }) =>
        [name, ...initialsOf(name)].some((written) => written.toLowerCase().includes(word)),
      );
      if (named.length === 0) return [];
      const where = { ...scope, township: named.map(({ code }) => code) };
      return [{ where, holding: words.filter((other) => other !== word) }];
    });
  }
}

const placeOf = ({ submittedOn, subject }: EntryView): string => `${submittedOn} ${subject.entry}`;

const foundOf = ({ subject, village, state, buyer }: EntryView): FoundEntry => ({
  entry: subject.entry,
  parcel: subject.parcel,
  township: subject.township,
  village,
  state,
  ...(buyer && { buyer: buyer.name }),
});
