import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import { PROCEDURE, WORKS, nameOf } from '#land';
import { Answer } from '../../openapi/answer.decorator.js';
import { workForm } from '../forms.js';
import type { WorkForm } from '../forms.js';
import { PARTS, WORK_FORMS } from './procedure.answers.js';

export type PartView = Readonly<{
  part: string;
  zh: string;
  who: string;
  whoZh: string;
  law: string;
  /** Kinds of the work of people in it. */
  work: readonly string[];
  arrows: readonly Readonly<{
    name: string;
    after: readonly Readonly<{ type: string; zh: string }>[];
    gives: readonly string[];
  }>[];
}>;

/** What the procedure is, as the engine follows it: for a screen's step bar, for a program, for a jurist. */
@ApiTags('程序')
@Controller('api/v1')
export class ProcedureController {
  @ApiOperation({
    summary: '程序：各环节的工作，以及哪些业务记录之后由系统自动办理哪些步骤',
    description: '与业务数据无关，只说明程序本身：每个环节由谁办理什么，系统自动接续哪一步。',
  })
  @Get('procedure')
  @Answer(PARTS)
  @Requires('procedure.read')
  procedure(): { items: readonly PartView[] } {
    const items = PROCEDURE.map(({ part, zh, who, whoZh, law, work, arrows }) => ({
      part,
      zh,
      who,
      whoZh,
      law,
      work: work.map(({ kind }) => kind),
      arrows: arrows.map(({ name, after, gives }) => ({
        name,
        after: after.map((type) => ({ type, zh: nameOf(type).zh })),
        gives: gives.map(({ type }) => type),
      })),
    }));
    return { items };
  }

  @ApiOperation({
    summary: '各类任务：由谁办理、按什么期限、可以怎样办理，每种结果的表单',
    description: '办理任务的界面和程序由此取得字段、中文名称、限制和示例，与拒绝时的检查出自同一处声明。',
  })
  @Get('work')
  @Answer(WORK_FORMS)
  @Requires('procedure.read')
  work(): { items: readonly WorkForm[] } {
    return { items: WORKS.map(workForm) };
  }
}
