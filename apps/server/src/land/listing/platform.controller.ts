import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessRefused, Requires } from '#access';
import type { Acting } from '#access';
import { ReadModels, EventStore } from '#kernel';
import {
  Defaulters,
  Entries,
  announceListing,
  publishResult,
  reportFailure,
  reportRefunds,
  reportSale,
  resumeListing,
  supplementNotice,
  suspendListing,
  terminateListing,
  voidResult,
  listingOf,
} from '#land';
import { PageQuery, paged } from '../../http/paging.js';
import { Who } from '../../http/params.js';
import { SignedReports } from '../../http/signed-reports.guard.js';
import { Scope, Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { CLAIM_TAKEN, REPORT } from '../shared/claim.answers.js';
import { ClaimDesk } from '../shared/claim-desk.js';
import { Reported } from '../shared/claimed.js';
import type { Claimed } from '../shared/claimed.js';
import { WaitingReports } from '../shared/waiting-reports.js';
import { CaseFile } from '../shared/case-file.js';
import { withoutSealed } from '../shared/sealed.js';
import { DEFAULTERS, LISTINGS, LISTING_FILE } from './listing.answers.js';
import {
  AnnouncementBody,
  RefundBody,
  ResultBody,
  ResultPublicationBody,
  ResumptionBody,
  SupplementBody,
  SuspensionBody,
  TerminationBody,
  VoidanceBody,
} from './listing.bodies.js';

const LISTING_STATES = ['listing-ordered', 'trade-decided', 'announced', 'open', 'suspended'];

/**
 * What the public trading platform sees and says. What it says are claims: each is kept as it came, judged by
 * the rules and answered at once.
 */
@ApiTags('交易平台')
@Controller('api/v1/listings')
@UseGuards(SignedReports)
@UseInterceptors(WaitingReports)
export class PlatformController {
  constructor(
    @Inject(ClaimDesk) private readonly desk: ClaimDesk,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '待公告和交易中的宗地',
    description: '交易平台由此取得已批准、待公告和正在交易的宗地。按宗地代码排序，分页。',
  })
  @Get()
  @Answer(LISTINGS)
  @Requires('listing.read')
  async list(@Query() { after, limit }: PageQuery, @Within() scope: Filter | null): Promise<object> {
    if (!scope) return { items: [], next: null };
    const where = { stage: 'listing', state: LISTING_STATES, status: 'running', ...scope };
    const page = await paged('listings', { after, limit }, (place, most) =>
      this.readModels.query(Entries, { where, after: place, limit: most }),
    );
    return {
      items: page.items.map(({ subject, deal, village, state }) => ({
        entry: subject.entry,
        parcel: subject.parcel,
        district: subject.district,
        village,
        state,
        deal,
      })),
      next: page.next,
    };
  }

  @ApiOperation({ summary: '违约竞得人名单', description: '拒签合同，或者以欺骗、行贿、串通竞得的单位。' })
  @Get('defaulters')
  @Answer(DEFAULTERS)
  @Requires('listing.read')
  async defaulters(@Query() { after, limit }: PageQuery, @Within() scope: Filter | null): Promise<object> {
    if (!scope) return { items: [], next: null };
    return paged('defaulters', { after, limit }, (place, most) =>
      this.readModels.query(Defaulters, { where: scope, after: place, limit: most }),
    );
  }

  @ApiOperation({
    summary: '一宗地的交易经过',
    description: '该宗地公开交易的全部业务记录，按发生先后。',
  })
  @Get(':entry')
  @Answer(LISTING_FILE)
  @Requires('listing.read')
  @Scope('entry')
  async one(@Param('entry') entry: string, @Who() who: Acting): Promise<object> {
    await this.files.entry(who, 'listing.read', entry);
    const events = await this.store.read(listingOf(entry));
    if (events.length === 0) throw new AccessRefused('access.unknown');
    return {
      entry,
      items: events.map((event) => ({
        id: event.id,
        type: event.type,
        version: event.version,
        data: withoutSealed(event),
        occurredAt: event.meta.occurredAt,
      })),
    };
  }

  @ApiOperation({
    summary: '发布公告',
    description: '公告不早于报送满十个工作日，公告至少二十日，挂牌至少十日；不符时答复最早合法日期。',
  })
  @Post(':entry/announcement')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires('listing.announce')
  announce(
    @Param('entry') entry: string,
    @Body() body: AnnouncementBody,
    @Reported() reported: Claimed,
  ): Promise<object> {
    return this.desk.take(entry, 'announcement', reported, announceListing(listingOf(entry), { ...body }));
  }

  @ApiOperation({
    summary: '发布补充公告',
    description: '交易开始前改变条件的，自补充公告起重新满公告期后方可开始。',
  })
  @Post(':entry/supplements')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires('listing.announce')
  supplement(
    @Param('entry') entry: string,
    @Body() body: SupplementBody,
    @Reported() reported: Claimed,
  ): Promise<object> {
    return this.desk.take(entry, 'supplements', reported, supplementNotice(listingOf(entry), { ...body }));
  }

  @ApiOperation({
    summary: '报送结果',
    description: '同一 resultId 重复报送不产生新结果；矛盾的结果被拒绝。',
  })
  @Post(':entry/results')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires('listing.report')
  report(
    @Param('entry') entry: string,
    @Body()
    { resultId, outcome, closedOn, winner, priceFen, reason, bids, bidders, disqualified }: ResultBody,
    @Reported() reported: Claimed,
  ): Promise<object> {
    const proceedings = {
      ...(bids ? { bids: bids.map((bid) => ({ ...bid })) } : {}),
      ...(bidders === undefined ? {} : { bidders }),
      ...(disqualified ? { disqualified } : {}),
    };
    return this.desk.take(
      entry,
      'results',
      reported,
      outcome === 'sold'
        ? reportSale(listingOf(entry), {
            resultId,
            winner: { ...winner! },
            priceFen: priceFen!,
            closedOn,
            ...proceedings,
          })
        : reportFailure(listingOf(entry), { resultId, reason: reason!, closedOn, ...proceedings }),
    );
  }

  @ApiOperation({
    summary: '中止交易',
    description: '已公告或者正在交易的宗地，因争议等情形暂停；中止的日子不计入挂牌期。',
  })
  @Post(':entry/suspension')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires('listing.report')
  suspend(
    @Param('entry') entry: string,
    @Body() { reason, cause }: SuspensionBody,
    @Reported() reported: Claimed,
  ): Promise<object> {
    return this.desk.take(entry, 'suspension', reported, suspendListing(listingOf(entry), { reason, cause }));
  }

  @ApiOperation({
    summary: '恢复交易',
    description: '中止的原因消除后恢复；中止的日子不计入挂牌期，新的截止日不得早于最早合法日期。',
  })
  @Post(':entry/resumption')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires('listing.report')
  resume(
    @Param('entry') entry: string,
    @Body() { closesOn }: ResumptionBody,
    @Reported() reported: Claimed,
  ): Promise<object> {
    return this.desk.take(entry, 'resumption', reported, resumeListing(listingOf(entry), { closesOn }));
  }

  @ApiOperation({
    summary: '终止交易',
    description: '本轮不再交易，须写明原因。终止后不能恢复。',
  })
  @Post(':entry/termination')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires('listing.report')
  terminate(
    @Param('entry') entry: string,
    @Body() { reason, cause, documentNo }: TerminationBody,
    @Reported() reported: Claimed,
  ): Promise<object> {
    return this.desk.take(
      entry,
      'termination',
      reported,
      terminateListing(listingOf(entry), { reason, by: 'platform', cause, documentNo }),
    );
  }

  @ApiOperation({ summary: '报送保证金退还', description: '交易结束后五个工作日内。' })
  @Post(':entry/refunds')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires('listing.report')
  refunds(
    @Param('entry') entry: string,
    @Body() body: RefundBody,
    @Reported() reported: Claimed,
  ): Promise<object> {
    return this.desk.take(entry, 'refunds', reported, reportRefunds(listingOf(entry), { ...body }));
  }

  @ApiOperation({ summary: '报送结果公布', description: '交易结束后十个工作日内。' })
  @Post(':entry/result-publication')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires('listing.report')
  publish(
    @Param('entry') entry: string,
    @Body() body: ResultPublicationBody,
    @Reported() reported: Claimed,
  ): Promise<object> {
    return this.desk.take(
      entry,
      'result-publication',
      reported,
      publishResult(listingOf(entry), { ...body }),
    );
  }

  @ApiOperation({
    summary: '成交结果无效',
    description: '虚假文件、行贿、恶意串通：保证金不退，成交和合同一并解除。',
  })
  @Post(':entry/voidance')
  @HttpCode(200)
  @Answer(CLAIM_TAKEN, REPORT)
  @Requires('listing.report')
  void(
    @Param('entry') entry: string,
    @Body() body: VoidanceBody,
    @Reported() reported: Claimed,
  ): Promise<object> {
    return this.desk.take(entry, 'voidance', reported, voidResult(listingOf(entry), { ...body }));
  }
}
