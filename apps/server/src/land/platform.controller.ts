import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUrl, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { AccessRefused, Policy } from '#access';
import { Documents, Engine, EventStore } from '#kernel';
import type { Command, CommandMeta } from '#kernel';
import { AnnounceListing, PartyBody, ReasonBody, ReportFailure, ReportSale, ResumeListing, SuspendListing, TerminateListing, listingOf } from '#land';
import type { EntryView } from '#land';
import { PageQuery, paged } from '../http/paging.js';
import { IsDay } from '../http/day.js';
import { Meta } from '../http/params.js';
import type { MetaFactory } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { ENTRY_VERSION, LISTINGS, LISTING_FILE } from './answers.js';

const ID_MAX = 100;
const LISTING_STATES = ['listing-ordered', 'announced', 'open', 'suspended'];

export class AnnouncementBody {
  @IsString() @IsNotEmpty() @MaxLength(ID_MAX) announcementNo!: string;
  @IsDay() announcedOn!: string;
  @IsDay() opensOn!: string;
  @IsDay() closesOn!: string;
  @IsUrl({ require_tld: false }) url!: string;
}

export class ResultBody {
  @IsString() @IsNotEmpty() @MaxLength(ID_MAX) resultId!: string;
  @IsIn(['sold', 'failed'], { message: 'outcome 应为 sold（成交）或 failed（流拍）' }) outcome!: 'sold' | 'failed';
  @IsDay() closedOn!: string;
  @ValidateIf(({ outcome }: ResultBody) => outcome === 'sold') @ValidateNested() @Type(() => PartyBody) @IsNotEmpty() winner?: PartyBody;
  @ValidateIf(({ outcome }: ResultBody) => outcome === 'sold') @Matches(/^[1-9]\d{0,14}$/) priceFen?: string;
  @ValidateIf(({ outcome }: ResultBody) => outcome === 'failed') @IsString() @IsNotEmpty() @MaxLength(500) reason?: string;
}

export class ResumptionBody {
  @IsDay() closesOn!: string;
}

export class TerminationBody extends ReasonBody {
  @IsOptional() @IsString() @MaxLength(ID_MAX) documentNo?: string;
}

/** What the public trading platform sees and says. What it says are claims: each is judged by the rules and answered at once. */
@ApiTags('交易平台')
@Controller('api/v1/listings')
export class PlatformController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Documents) private readonly documents: Documents,
  ) {}

  @ApiOperation({ summary: '待公告和交易中的宗地' })
  @Get()
  @Answer(LISTINGS)
  @Policy('listing.read')
  async list(@Query() { after, limit }: PageQuery): Promise<object> {
    const page = await paged(this.documents.query<EntryView>('entries', { where: { stage: 'listing', state: LISTING_STATES, status: 'running' }, after, limit }));
    return { items: page.items.map(({ subject, deal, village, state }) => ({ entry: subject.entry, parcel: subject.parcel, district: subject.district, village, state, deal })), next: page.next };
  }

  @ApiOperation({ summary: '一宗地的交易经过' })
  @Get(':entry')
  @Answer(LISTING_FILE)
  @Policy('listing.read')
  async one(@Param('entry') entry: string): Promise<object> {
    const events = await this.store.read(listingOf(entry));
    if (events.length === 0) throw new AccessRefused('access.unknown');
    return { entry, items: events.map(({ id, type, version, data, meta }) => ({ id, type, version, data, occurredAt: meta.occurredAt })) };
  }

  @ApiOperation({ summary: '发布公告', description: '公告不早于报送满十个工作日，公告至少二十日，挂牌至少十日；不符时答复最早合法日期。' })
  @Post(':entry/announcement')
  @HttpCode(200)
  @Answer(ENTRY_VERSION)
  @Policy('listing.announce')
  announce(@Param('entry') entry: string, @Body() body: AnnouncementBody, @Meta() meta: MetaFactory): Promise<object> {
    return this.tell(entry, meta, (envelope) => new AnnounceListing(listingOf(entry), { ...body }, envelope));
  }

  @ApiOperation({ summary: '报送结果', description: '同一 resultId 重复报送不产生新结果；矛盾的结果被拒绝。' })
  @Post(':entry/results')
  @HttpCode(200)
  @Answer(ENTRY_VERSION)
  @Policy('listing.report')
  report(@Param('entry') entry: string, @Body() { resultId, outcome, closedOn, winner, priceFen, reason }: ResultBody, @Meta() meta: MetaFactory): Promise<object> {
    return this.tell(entry, meta, (envelope) =>
      outcome === 'sold'
        ? new ReportSale(listingOf(entry), { resultId, winner: { ...winner! }, priceFen: priceFen!, closedOn }, envelope)
        : new ReportFailure(listingOf(entry), { resultId, reason: reason!, closedOn }, envelope),
    );
  }

  @ApiOperation({ summary: '中止交易' })
  @Post(':entry/suspension')
  @HttpCode(200)
  @Answer(ENTRY_VERSION)
  @Policy('listing.report')
  suspend(@Param('entry') entry: string, @Body() { reason }: ReasonBody, @Meta() meta: MetaFactory): Promise<object> {
    return this.tell(entry, meta, (envelope) => new SuspendListing(listingOf(entry), { reason }, envelope));
  }

  @ApiOperation({ summary: '恢复交易' })
  @Post(':entry/resumption')
  @HttpCode(200)
  @Answer(ENTRY_VERSION)
  @Policy('listing.report')
  resume(@Param('entry') entry: string, @Body() { closesOn }: ResumptionBody, @Meta() meta: MetaFactory): Promise<object> {
    return this.tell(entry, meta, (envelope) => new ResumeListing(listingOf(entry), { closesOn }, envelope));
  }

  @ApiOperation({ summary: '终止交易' })
  @Post(':entry/termination')
  @HttpCode(200)
  @Answer(ENTRY_VERSION)
  @Policy('listing.report')
  terminate(@Param('entry') entry: string, @Body() { reason }: TerminationBody, @Meta() meta: MetaFactory): Promise<object> {
    return this.tell(entry, meta, (envelope) => new TerminateListing(listingOf(entry), { reason, by: 'platform' }, envelope));
  }

  private async tell(entry: string, meta: MetaFactory, command: (envelope: CommandMeta) => Command): Promise<object> {
    const { version } = await this.engine.give(command(meta(entry)));
    return { entry, version };
  }
}
