import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires } from '#access';
import type { Acting } from '#access';
import { Clock, Engine, EventStore, envelope } from '#kernel';
import {
  GradesAround,
  ReasonBody,
  RegistersAround,
  byRegisters,
  reviseScheme,
  submitScheme,
  withdrawScheme,
  doubtsOf,
  gradeSaid,
  parcelNoOf,
  problemsOf,
  schemeOf,
} from '#land';
import { RulePacks, civilDate } from '#policy';
import type { PackOn } from '#policy';
import { CURRENT_PACK } from '../../http/current-pack.js';
import type { CurrentPack } from '../../http/current-pack.js';
import { WithoutIdempotencyKey } from '../../http/idempotency.js';
import { Meta, Who, demand } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { etag } from '../../http/versions.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { bodySchema } from '../../openapi/body-schema.js';
import { ENTRY_VERSION } from '../shared/answers.js';
import { CaseFile } from '../shared/case-file.js';
import { BoundaryDesk } from './boundary-desk.js';
import { revisionFrom, schemeFrom } from './scheme-reader.js';
import type { Judging } from './scheme-reader.js';
import { SCHEME_CHECK } from './scheme.answers.js';
import { RevisionBody, SchemeBody } from './scheme.bodies.js';

@ApiTags('入市方案')
@Controller('api/v1')
@Scope('entry')
export class SchemeController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(CaseFile) private readonly files: CaseFile,
    @Inject(BoundaryDesk) private readonly boundaries: BoundaryDesk,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(RegistersAround) private readonly registers: RegistersAround,
    @Inject(GradesAround) private readonly grades: GradesAround,
    @Inject(CURRENT_PACK) private readonly current: CurrentPack,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({ summary: '提交入市方案', description: '实施条例第四十条。缺少的内容一次性列明。' })
  @Post('schemes')
  @Answer(ENTRY_VERSION, { headers: ['Location', 'ETag'], body: bodySchema(SchemeBody) })
  @Requires('scheme.submit')
  @Scope('district')
  async submit(
    @Body() given: object,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const scheme = await schemeFrom(given, this.judging());
    demand(who, 'scheme.submit', { township: scheme.township, district: scheme.district });
    const entry = await this.entryId(parcelNoOf(scheme.parcel), (candidate) => meta(candidate).id);
    await this.boundaries.judge(plain(scheme), this.packOf(scheme));
    const { version } = await this.engine.executeAndShow(
      envelope(
        submitScheme(schemeOf(entry), { entry, scheme: plain(scheme) }),
        meta(entry, undefined, scheme.district),
      ),
    );
    response.set('Location', `/api/v1/entries/${entry}`).set('ETag', etag(version));
    return { entry, version };
  }

  @ApiOperation({
    summary: '核对入市方案，不提交',
    description: '与提交时相同的检查，一次列明全部问题；不保存任何内容，可以反复核对。',
  })
  @Post('schemes/check')
  @HttpCode(200)
  @Answer(SCHEME_CHECK, { body: bodySchema(SchemeBody) })
  @Requires('scheme.check')
  @Scope('district')
  @WithoutIdempotencyKey('a check keeps nothing, so it may run twice')
  async check(@Body() given: object, @Who() who: Acting): Promise<object> {
    const scheme = await schemeFrom(given, this.judging());
    demand(who, 'scheme.check', { township: scheme.township, district: scheme.district });
    const at = this.clock.now();
    const today = this.packOf(scheme, at);
    await this.boundaries.judge(plain(scheme), today);
    const { district, boundary } = plain(scheme);
    const gradeMaps = await this.grades.gradeMaps(district, boundary, today);
    const known = { ...(await this.registers.of(district)), gradeMaps };
    const held = byRegisters(plain(scheme), known, today);
    const entry = `${parcelNoOf(scheme.parcel)}-1`;
    const items = [...held.items, ...problemsOf(held.scheme, entry, today, at)];
    return {
      complete: items.length === 0,
      pack: today.ref,
      items,
      doubts: [...held.doubts, ...doubtsOf(held.scheme, today)],
      grade: { text: gradeSaid(held.scheme, held.graded), ...(held.graded ? { map: held.graded } : {}) },
    };
  }

  private judging(): Judging {
    const at = this.clock.now();
    return { at, packOf: (district) => this.packOf({ district }, at) };
  }

  private packOf({ district }: Pick<SchemeBody, 'district'>, at = this.clock.now()): PackOn {
    return this.packs.of(this.current(district)).on(civilDate(at), district);
  }

  /**
   * The how-manieth entry of its parcel. A request that is repeated after a crash finds the entry that it
   * made.
   */
  private async entryId(parcel: string, commandId: (entry: string) => string): Promise<string> {
    for (let serial = 1; ; serial++) {
      const entry = `${parcel}-${serial}`;
      const [first] = await this.store.read(schemeOf(entry), 0, 1);
      if (!first || first.meta.command === commandId(entry)) return entry;
    }
  }

  @ApiOperation({ summary: '按退回意见修改方案', description: '须逐项答复退回意见。' })
  @Post('entries/:entry/revision')
  @HttpCode(200)
  @Answer(ENTRY_VERSION, { body: bodySchema(RevisionBody) })
  @Requires('scheme.revise')
  async revise(
    @Param('entry') id: string,
    @Body() given: object,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { scheme, answers } = await revisionFrom(given, this.judging());
    const { subject } = await this.files.entry(who, 'scheme.revise', id, 'revise-scheme');
    await this.boundaries.judge(plain(scheme), this.packOf(scheme));
    const { version } = await this.engine.executeAndShow(
      envelope(
        reviseScheme(schemeOf(id), {
          scheme: plain(scheme),
          answers: answers.map((answer) => ({ ...answer })),
        }),
        meta(id, undefined, subject.district),
      ),
    );
    return { entry: id, version };
  }

  @ApiOperation({
    summary: '撤回方案（批准前）',
    description: '区政府批准以前撤回，须写明原因；宗地随之可以重新提交方案。',
  })
  @Post('entries/:entry/withdrawal')
  @HttpCode(200)
  @Answer(ENTRY_VERSION)
  @Requires('scheme.withdraw')
  async withdraw(
    @Param('entry') id: string,
    @Body() { reason }: ReasonBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { subject } = await this.files.entry(who, 'scheme.withdraw', id);
    const { version } = await this.engine.executeAndShow(
      envelope(withdrawScheme(schemeOf(id), { reason }), meta(id, undefined, subject.district)),
    );
    return { entry: id, version };
  }

  @ApiOperation({
    summary: '方案全文（最近一版）',
    description: '最近一次提交或者修改的方案，字段与提交时相同。',
  })
  @Get('entries/:entry/scheme')
  @Answer(bodySchema(SchemeBody))
  @Requires('entry.read')
  async scheme(@Param('entry') id: string, @Who() who: Acting): Promise<object> {
    await this.files.entry(who, 'entry.read', id);
    const handedIn = (await this.store.read(schemeOf(id))).filter(
      ({ type }) => type === 'SchemeSubmitted' || type === 'SchemeRevised',
    );
    return (handedIn[handedIn.length - 1]!.data as { scheme: object }).scheme;
  }
}

/** Events hold plain JSON, not instances of body classes. */
const plain = (scheme: SchemeBody): SchemeBody => JSON.parse(JSON.stringify(scheme)) as SchemeBody;
