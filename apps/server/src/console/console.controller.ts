import { Controller, Get, Inject, Optional, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '#access';
import { Clock } from '#kernel';
import { ANY_DISTRICT, RulePacks, civilDate } from '#policy';
import { Problem } from '../http/problems.js';
import type { DemoAccess } from '../demo/demo-access.js';
import type { RushiRequest } from '../http/request-context.js';
import { ConsoleFiles } from './console-files.js';
import { sendConsole } from './send-console.js';
import { demonstrationFor } from './demonstration.js';
import type { Demonstration } from './demonstration.js';

/** Token of what the demonstration tells, where this is one. */
export const DEMO_ACCESS = Symbol('DemoAccess');

/** Addresses of the console's own pages: the server answers each with the page, which shows the right one. */
export const CONSOLE_PAGES = [
  'sign-in',
  'desk',
  'security',
  'desk/:task',
  'entries',
  'entries/:entry',
  'registers',
  'registration',
  'registration/days',
  'layers',
  'map',
  'people',
  'operations',
  'audit',
  'rules',
  'password',
  'money',
  'money/receipts',
  'money/rents',
  'money/:entry',
  'statistics',
  'schemes/new',
  'schemes/:entry/revise',
  'quota',
  'me',
  'begin',
  'notices',
  'board',
  'board/objection',
  'board/:notice',
] as const;

/** The console's page and its files; what they show comes from the API, with the rights of whoever asks. */
@ApiExcludeController()
@Controller()
export class ConsoleController {
  constructor(
    @Inject(ConsoleFiles) private readonly files: ConsoleFiles,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
    @Optional() @Inject(DEMO_ACCESS) private readonly demo: DemoAccess | undefined,
  ) {}

  @Get([...CONSOLE_PAGES])
  @Public('problem.read')
  page(@Res() response: Response): void {
    sendConsole(this.files, response);
  }

  @Get('demonstration')
  @Public('problem.read')
  demonstration(@Req() request: RushiRequest, @Res({ passthrough: true }) response: Response): Demonstration {
    response.set('Cache-Control', 'no-store');
    const today = civilDate(this.clock.now());
    return demonstrationFor(request, this.demo, this.packs.atHome(today).on(today, ANY_DISTRICT));
  }

  @Get('assets/:name')
  @Public('problem.read')
  asset(@Param('name') name: string, @Res() response: Response): void {
    const asset = this.files.asset(name);
    if (!asset) throw new Problem('route.unknown');
    response.set('Cache-Control', asset.cacheControl).type(asset.type).send(asset.content);
  }
}
