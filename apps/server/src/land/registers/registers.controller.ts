import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccessRefused, Requires, may } from '#access';
import type { Acting } from '#access';
import { Clock, Engine, envelope } from '#kernel';
import {
  COLUMNS,
  RegistersKept,
  adoptRegister,
  amendRecord,
  endRecord,
  enterRecord,
  keptBy,
  registersOf,
} from '#land';
import type { RegisterName, RegisterRecord, RegistersCommand } from '#land';
import { RulePacks, civilDate } from '#policy';
import { FILE_TYPE, requireFile } from '../../http/body.js';
import { WithoutIdempotencyKey } from '../../http/idempotency.js';
import { Meta, Who, demand } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { text } from '../../openapi/schema.js';
import { STREAM_VERSION } from '../shared/answers.js';
import { HISTORY, REGISTER, REGISTER_REPORT } from './registers.answers.js';
import {
  RecordAmendmentBody,
  RecordEndBody,
  RecordEntryBody,
  RegisterAdoptionBody,
  RegisterImportQuery,
} from './registers.bodies.js';
import { RegistersDesk } from './registers-desk.js';
import { TableReader } from '../shared/table-reader.js';
import type { RegisterReport } from './registers-desk.js';
import { changesShown, shown } from './shown.js';
import type { RegisterShown } from './shown.js';

type Named = Readonly<{ district: string; register: RegisterName }>;

/** What a county keeps lists of: its collectives and the agencies that appraise land. */
@ApiTags('名录')
@Controller('api/v1/registers')
@Scope('district')
export class RegistersController {
  constructor(
    @Inject(RegistersKept) private readonly kept: RegistersKept,
    @Inject(RegistersDesk) private readonly desk: RegistersDesk,
    @Inject(TableReader) private readonly tables: TableReader,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: '一个区县的名录：全部记录、各栏的填写要求、导入的文件',
    description:
      'collectives 为农村集体经济组织，agencies 为土地评估机构。终止的记录仍在其中。银行账户只对办理业务需要的岗位显示。',
  })
  @Get(':district/:register')
  @Answer(REGISTER)
  @Requires('register.read')
  async list(
    @Param('district') district: string,
    @Param('register') name: string,
    @Who() who: Acting,
  ): Promise<RegisterShown> {
    demand(who, 'register.read', { district });
    const register = registerOf(name);
    const pack = this.packOf(district);
    return shown(await this.kept.of(district), register, { pack, district }, seesAccounts(who, district));
  }

  @ApiOperation({
    summary: '一条记录的变更历史',
    description: '自录入起的每次变更：何人、何时、凭什么文件、改为什么。',
  })
  @Get(':district/:register/records/:key')
  @Answer(HISTORY)
  @Requires('register.read')
  async history(
    @Param('district') district: string,
    @Param('register') name: string,
    @Param('key') key: string,
    @Who() who: Acting,
  ): Promise<object> {
    demand(who, 'register.read', { district });
    const register = registerOf(name);
    const changes = await this.kept.history(district, register, key);
    if (changes.length === 0) throw new AccessRefused('access.unknown');
    return { items: changesShown(register, changes, seesAccounts(who, district)) };
  }

  @ApiOperation({
    summary: '录入一条记录',
    description:
      '须有登记证编号或者文号。编号由镇（街道）代码和村名组成（评估机构为统一社会信用代码），以后不变。',
  })
  @Post(':district/:register/records')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('register.keep')
  async enter(
    @Param('district') district: string,
    @Param('register') name: string,
    @Body() { documentNo, ...fields }: RecordEntryBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const of = this.keeps(who, district, name);
    return this.give(
      enterRecord(registersOf(district), { ...of, record: recordOf(fields), documentNo }),
      meta,
    );
  }

  @ApiOperation({
    summary: '变更一条记录',
    description: '没有列出的栏保持不变；选填的栏写空文字即为取消。须有文号；编号不变。',
  })
  @Post(':district/:register/amendments')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('register.keep')
  async amend(
    @Param('district') district: string,
    @Param('register') name: string,
    @Body() { key, documentNo, ...fields }: RecordAmendmentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const of = this.keeps(who, district, name);
    const before = keptBy(await this.kept.of(district), of.register, key)?.record;
    const record = recordOf({ ...before, ...recordOf(fields) });
    return this.give(amendRecord(registersOf(district), { ...of, key, record, documentNo }), meta);
  }

  @ApiOperation({
    summary: '终止一条记录',
    description: '自今天起新方案不得使用；记录和历史保留，不删除。须有文号和原因。',
  })
  @Post(':district/:register/ends')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('register.keep')
  async end(
    @Param('district') district: string,
    @Param('register') name: string,
    @Body() body: RecordEndBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const of = this.keeps(who, district, name);
    return this.give(endRecord(registersOf(district), { ...of, ...body }), meta);
  }

  @ApiOperation({
    summary: '导入一张表格，先核对',
    description:
      '内容为文件本身：Excel 工作簿（.xlsx，第一张表）或者 CSV（UTF-8 或 GBK），不超过 4 MB、1000 行。逐行答复错误；没有错误的记为待采用，' +
      '由另一人采用后才生效。同一文件可以重复导入。',
  })
  @Post(':district/:register/imports')
  @HttpCode(200)
  @Answer(REGISTER_REPORT, { body: text('文件的字节', { format: 'binary' }), bodyType: FILE_TYPE })
  @Requires('register.import')
  @WithoutIdempotencyKey('the same file is the same fact')
  async import(
    @Param('district') district: string,
    @Param('register') name: string,
    @Query() { source, file }: RegisterImportQuery,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
    @Req() request: Request,
  ): Promise<RegisterReport> {
    demand(who, 'register.import', { district });
    requireFile(request);
    const register = registerOf(name);
    const pack = this.packOf(district);
    const bytes = await this.tables.receive(request);
    return this.desk.import({
      ...{ district, register, source, file, bytes, pack },
      meta: meta(registersOf(district), undefined, district),
    });
  }

  @ApiOperation({
    summary: '采用导入的表格',
    description: '自此生效：新增、变更其中的记录，其余保持不变。不得由导入人采用，须有文号。',
  })
  @Post(':district/:register/adoptions')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('register.adopt')
  async adopt(
    @Param('district') district: string,
    @Param('register') name: string,
    @Body() body: RegisterAdoptionBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    demand(who, 'register.adopt', { district });
    const register = registerOf(name);
    this.packOf(district);
    return this.give(adoptRegister(registersOf(district), { district, register, ...body }), meta);
  }

  private keeps(who: Acting, district: string, name: string): Named {
    demand(who, 'register.keep', { district });
    this.packOf(district);
    return { district, register: registerOf(name) };
  }

  private async give(command: RegistersCommand, meta: MetaFactory): Promise<object> {
    const { district } = command.data;
    const { stream, version } = await this.engine.executeAndShow(
      envelope(command, meta(registersOf(district), undefined, district)),
    );
    return { stream, version };
  }

  /** @throws AccessRefused where no rules in force know the district. */
  private packOf(district: string) {
    const day = civilDate(this.clock.now());
    const pack = this.packs.inForce(district, day);
    if (!pack) throw new AccessRefused('access.unknown');
    return pack.on(day, district);
  }
}

/** @throws AccessRefused where there is no such register. */
function registerOf(name: string): RegisterName {
  if (!Object.hasOwn(COLUMNS, name)) throw new AccessRefused('access.unknown');
  return name as RegisterName;
}

const seesAccounts = ({ rights }: Acting, district: string): boolean =>
  may(rights, 'register.accounts', { district }).allowed;

/** Its register says what a record needs, and takes nothing else of what was sent. */
const recordOf = (fields: object): RegisterRecord =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as unknown as RegisterRecord;
