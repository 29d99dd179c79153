import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccessModule, Limits, SignInNeeds } from '#access';
import { AccountController } from '../accounts/account.controller.js';
import { DraftController } from '../drafts/draft.controller.js';
import { SharedViewController } from '../drafts/shared-view.controller.js';
import { ApiKeyController } from '../accounts/api-key.controller.js';
import { AuditController } from '../accounts/audit.controller.js';
import { HealthController } from '../health/health.controller.js';
import { Housekeeping } from '../health/housekeeping.js';
import { Metrics } from '../health/metrics.js';
import { ClockController } from '../health/clock.controller.js';
import { ParkedController } from '../health/parked.controller.js';
import { TaskDesk } from '../land/task/task-desk.js';
import { HomeController } from '../pages/home.controller.js';
import { PlatformGuideController } from '../pages/platform-guide.controller.js';
import { ProblemController } from '../problems/problem.controller.js';
import { DelegationController } from '../session/delegation.controller.js';
import { SecondFactorController } from '../session/second-factor.controller.js';
import { SessionController } from '../session/session.controller.js';
import { signInNeedsOf } from '../session/sign-in-needs.js';
import { Settings } from '../settings.js';
import type { ServerTracing } from '../tracing/server-tracing.js';
import { AccessGuard } from './access.guard.js';
import { Door } from './admit.js';
import { AnswerLimit } from './answer-limit.js';
import { CURRENT_PACK } from './current-pack.js';
import type { CurrentPack } from './current-pack.js';
import { Drain } from './drain.js';
import { IdempotencyInterceptor } from './idempotency.js';
import { LOG, openLog } from './log.js';
import type { Log } from './log.js';
import { ProblemFilter } from './problem.filter.js';
import { OpenLimits, limitProviders } from './limits.js';
import { MachineBudget } from './machine-budget.js';
import { TRACE_REQUESTS, traceRequests } from './request-context.js';
import { RouteCheck } from './route-check.js';
import { ScopeInterceptor } from './scope.interceptor.js';
import { BodyPipe } from './validation.js';

export type ShellOptions = Readonly<{
  settings: Settings;
  currentPack: CurrentPack;
  log?: Log;
  tracing?: ServerTracing;
}>;

/** Everything between the wire and a controller. Needs the kernel and its ports as global providers. */
@Module({})
export class ShellModule {
  static forRoot({ settings, currentPack: currentPack, log, tracing }: ShellOptions): DynamicModule {
    const people =
      settings.ROLES === 'engine'
        ? []
        : [
            HomeController,
            PlatformGuideController,
            ProblemController,
            SessionController,
            SecondFactorController,
            DelegationController,
            AccountController,
            DraftController,
            SharedViewController,
            ApiKeyController,
            AuditController,
            ParkedController,
            ClockController,
          ];
    const shared = [
      { provide: Settings, useValue: settings },
      { provide: SignInNeeds, useValue: signInNeedsOf(settings) },
      { provide: LOG, useValue: log ?? openLog(settings.LOG_LEVEL) },
      { provide: CURRENT_PACK, useValue: currentPack },
      { provide: TRACE_REQUESTS, useValue: traceRequests(tracing) },
      Metrics,
      Drain,
      TaskDesk,
    ];
    return {
      module: ShellModule,
      global: true,
      imports: [AccessModule, DiscoveryModule],
      controllers: [HealthController, ...people],
      providers: [
        ...shared,
        RouteCheck,
        Housekeeping,
        Door,
        ...limitProviders,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        MachineBudget,
        { provide: APP_GUARD, useExisting: MachineBudget },
        { provide: APP_INTERCEPTOR, useClass: AnswerLimit },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ScopeInterceptor },
        { provide: APP_PIPE, useClass: BodyPipe },
      ],
      exports: [
        AccessModule,
        Settings,
        SignInNeeds,
        LOG,
        CURRENT_PACK,
        TRACE_REQUESTS,
        Metrics,
        Drain,
        TaskDesk,
        RouteCheck,
        Door,
        OpenLimits,
        Limits,
        MachineBudget,
      ],
    };
  }
}
