import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import { Clock, Engine, EventStore, Rejected, envelope, isOneOf } from '#kernel';
import { adoptRules, RULES } from '#land';
import type { RulesEvent } from '#land';
import { PACK_FILES, PackErrors, RulePacks, changesBetween, civilDate, levelsOf, readPack } from '#policy';
import type { Pack, PackChange, RuleLevels } from '#policy';
import { Meta } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { RULES_ADOPTED, RULES_CONTENT, RULES_LIST, RULE_LEVELS } from './rules.answers.js';
import { AdoptRulesBody, LevelsQuery } from './rules.bodies.js';

export type RulesVersion = Readonly<{
  ref: string;
  title: string;
  validFrom: string;
  validTo?: string;
  source: string;
  /** Absent for a version that was installed with the software. */
  adoption?: Readonly<{ by: string; on: string; documentNo: string; changes: readonly PackChange[] }>;
}>;

/** The versions of the rules, and how a new one is adopted. */
@ApiTags('规则')
@Controller('api/v1/rules')
export class RulesController {
  constructor(
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: '各版规则：何时有效，谁凭什么文件采用，改了哪些',
    description: '每版规则的生效和失效日期、采用文件，以及与上一版的逐行差异。',
  })
  @Get()
  @Answer(RULES_LIST)
  @Requires('rules.read')
  async list(): Promise<{ items: readonly RulesVersion[] }> {
    const adoptions = new Map(
      (await this.store.read(RULES))
        .filter(isOneOf<RulesEvent>('RulesAdopted'))
        .map(({ data, meta }) => [
          data.ref,
          { by: meta.actor.person, on: meta.occurredAt, documentNo: data.documentNo, changes: data.changes },
        ]),
    );
    const items = this.packs.refs.map((ref) => {
      const { title, validFrom, validTo, source } = this.packs.of(ref);
      const adoption = adoptions.get(ref);
      return {
        ref,
        title,
        validFrom,
        ...(validTo ? { validTo } : {}),
        source,
        ...(adoption ? { adoption } : {}),
      };
    });
    return { items };
  }

  @ApiOperation({
    summary: '一版规则的全部内容，每行有依据、效期和是否确认',
    description: 'ref 为规则版本；未确认的费率只作示例，凭其算出的数字在答复中注明疑点。',
  })
  @Get(':ref')
  @Answer(RULES_CONTENT)
  @Requires('rules.read')
  content(@Param('ref') ref: string): object {
    const { data, years } = this.packs.of(ref).contentOfAllDays;
    return { ref, ...data, years };
  }

  @ApiOperation({
    summary: '一条规则或者时限在某区县：区县的行、全市的行、法定底线，以及适用哪一行',
    description:
      '区县有自己的行且当日有效的，适用该行；没有的，适用全市的行。key 为规则或者时限的键，例如 listing.notice。',
  })
  @Get(':ref/levels/:key')
  @Answer(RULE_LEVELS)
  @Requires('rules.read')
  levels(
    @Param('ref') ref: string,
    @Param('key') key: string,
    @Query() { district, on = civilDate(this.clock.now()) }: LevelsQuery,
  ): RuleLevels {
    return levelsOf(this.packs.of(ref), key, district, on);
  }

  @ApiOperation({
    summary: '采用新版规则',
    description:
      '逐文件检查，有误则列出文件、行和字段。采用后自其生效日起用于新开始的阶段；已经开始的阶段沿用原版本。',
  })
  @Post()
  @Answer(RULES_ADOPTED)
  @Requires('rules.adopt')
  async adopt(@Body() { files, documentNo }: AdoptRulesBody, @Meta() meta: MetaFactory): Promise<object> {
    const pack = checked(files);
    const before = this.packs.latestOf(pack.id);
    const changes = changesBetween(before, pack);
    await this.engine.executeAndShow(
      envelope(
        adoptRules(RULES, {
          content: pack.contentOfAllDays,
          follows: before?.ref ?? null,
          changes,
          documentNo,
        }),
        meta(RULES),
      ),
    );
    return { ref: pack.ref, changes };
  }
}

function checked(files: Readonly<Record<string, string>>): Pack {
  const texts = new Map(Object.entries(files));
  try {
    return readPack(texts);
  } catch (error) {
    if (!(error instanceof PackErrors)) throw error;
    const items = error.errors.map(({ file, line, field, message, example }) => ({
      field: `/files/${file}`,
      code: 'rules.pack-invalid',
      message: `第 ${line} 行 ${field} ${message}${example ? `（例如：${example}）` : ''}`,
    }));
    throw new Rejected({
      code: 'rules.pack-invalid',
      kind: 'invalid',
      zh: `规则包有 ${items.length} 处错误，请按各项提示修改后重新提交。规则包应有 ${PACK_FILES.join('、')}。`,
      details: { items },
    });
  }
}
