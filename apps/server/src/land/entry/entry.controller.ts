import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires } from '#access';
import type { Acting } from '#access';
import { DeadlineTable, EventStore, Parking, Timelines } from '#kernel';
import type { Recorded } from '#kernel';
import {
  DEADLINE_NAMES,
  contractOf,
  groundsOf,
  levyOf,
  quotaDemandsOf,
  registrationNeeds,
  registrationOf,
  schemeOf,
} from '#land';
import type { LandEvent, NeededFact } from '#land';
import { RulePacks } from '#policy';
import { PageQuery, paged, withNext } from '../../http/paging.js';
import { Who } from '../../http/params.js';
import type { RushiRequest } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { CaseFile } from '../shared/case-file.js';
import { PeopleNames } from '../shared/people-names.js';
import { withoutSealed } from '../shared/sealed.js';
import { DEADLINES, ENTRY_IN_FULL, FACTS, PARKED_OF_ENTRY, REFUSALS } from './entry.answers.js';
import type { EntryInFull } from './entry.answers.js';

@ApiTags('入市事项')
@Controller('api/v1')
@Scope('entry')
export class EntryController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Timelines) private readonly timelines: Timelines,
    @Inject(Parking) private readonly parking: Parking,
    @Inject(DeadlineTable) private readonly deadlineTable: DeadlineTable,
    @Inject(CaseFile) private readonly files: CaseFile,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(PeopleNames) private readonly names: PeopleNames,
  ) {}

  @ApiOperation({
    summary: '一个入市事项',
    description:
      '事项当前的环节、进展、交易条件、成交价和调节金；成交以后，registrationNeeds 列出不动产登记还缺什么、尚欠多少；' +
      'quotaDemands 为按最近一版方案需要的指标。',
  })
  @Get('entries/:entry')
  @Answer(ENTRY_IN_FULL)
  @Requires('entry.read')
  async one(@Param('entry') id: string, @Who() who: Acting): Promise<EntryInFull> {
    const entry = await this.files.entry(who, 'entry.read', id);
    const streams = [contractOf(id), levyOf(id), registrationOf(id)];
    const [scheme, ...facts] = await Promise.all(
      [schemeOf(id), ...streams].map((stream) => this.store.read(stream)),
    );
    const preparedByName = (await this.names.of([entry.preparedBy])).get(entry.preparedBy);
    return {
      ...entry,
      ...(preparedByName ? { preparedByName } : {}),
      registrationNeeds: registrationNeeds(facts.flat() as readonly NeededFact[]),
      quotaDemands: quotaDemandsOf(scheme!),
    };
  }

  @ApiOperation({
    summary: '事项的办理过程，按发生顺序',
    description:
      '每一步都是一个事件：谁、何时、依据哪个版本的规则、做了什么；grounds 是其中每个数字和期限的算式、规则行和依据。',
  })
  @Get('entries/:entry/timeline')
  @Answer(FACTS, { headers: ['Link'] })
  @Requires('entry.read')
  async timeline(
    @Param('entry') id: string,
    @Query() { after, limit }: PageQuery,
    @Who() who: Acting,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    await this.files.entry(who, 'entry.read', id);
    const page = await paged('timeline', { after, limit }, async (place, most) => {
      const events = await this.timelines.of(id, BigInt(place ?? '0'), most);
      const names = await this.names.of(events.map(({ meta }) => meta.actor.person));
      const items = events.map((event) => ({
        ...this.fact(event as Recorded<LandEvent>),
        actorName: names.get(event.meta.actor.person),
      }));
      return { items, next: items.length === most ? items[items.length - 1]!.position : null };
    });
    return withNext(request, response, page);
  }

  private fact(event: Recorded<LandEvent>) {
    const { id, position, type, stream, version, meta, recordedAt } = event;
    const { policy } = meta;
    const pack = this.packs.refs.includes(policy) ? this.packs.of(policy) : undefined;
    return {
      id,
      position: position.toString(),
      type,
      stream,
      version,
      data: withoutSealed(event),
      meta,
      recordedAt,
      grounds: groundsOf(event, pack),
    };
  }

  @ApiOperation({
    summary: '被拒绝的操作及其理由',
    description: '人和系统对该事项的操作中被规则拒绝的，各有代码、理由和时刻。',
  })
  @Get('entries/:entry/refusals')
  @Answer(REFUSALS)
  @Requires('refusal.read')
  async refusals(@Param('entry') id: string, @Who() who: Acting): Promise<object> {
    await this.files.entry(who, 'refusal.read', id);
    return { items: await this.parking.refusals(id) };
  }

  @ApiOperation({
    summary: '事项中等待人工处理的步骤及其原因',
    description: '系统自动进行的一步被规则拒绝后停在这里，条件具备后由系统管理员重新执行；已处理的不再列出。',
  })
  @Get('entries/:entry/parked')
  @Answer(PARKED_OF_ENTRY)
  @Requires('entry.parked')
  async parked(@Param('entry') id: string, @Who() who: Acting): Promise<object> {
    await this.files.entry(who, 'entry.parked', id);
    const parked = await this.parking.parkedOf(id);
    return {
      items: parked.map(({ id: command, command: { type, stream }, code, reason, parkedAt }) => ({
        id: command,
        command: type,
        stream,
        code,
        reason,
        parkedAt,
      })),
    };
  }

  @ApiOperation({
    summary: '事项正在计算的期限，最近的在前',
    description: '到期后系统自动发出 command；任务自己的期限见任务。',
  })
  @Get('entries/:entry/deadlines')
  @Answer(DEADLINES)
  @Requires('deadline.read')
  async deadlines(@Param('entry') id: string, @Who() who: Acting): Promise<object> {
    await this.files.entry(who, 'deadline.read', id);
    const running = await this.deadlineTable.of(id);
    return {
      items: running.map(({ id: deadline, dueAt, command, causation, policy }) => ({
        id: deadline,
        dueAt,
        command: command.type,
        what: DEADLINE_NAMES[command.type],
        stream: command.stream,
        causation,
        policy,
      })),
    };
  }
}
