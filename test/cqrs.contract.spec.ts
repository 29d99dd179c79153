import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Inject, Injectable, Module } from '@nestjs/common';
import type { INestApplicationContext, Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CommandHandler, CqrsModule, EventBus, Saga } from '@nestjs/cqrs';
import type { ISaga } from '@nestjs/cqrs';
import { EMPTY } from 'rxjs';
import type { Observable } from 'rxjs';

/** What libs/kernel/src/durable-sagas.ts stands on. An upgrade that breaks one of these says so here. */

class Survey {
  constructor(readonly fails = false) {}
}

@CommandHandler(Survey)
class SurveyHandler {
  async execute({ fails }: Survey): Promise<string> {
    if (fails) throw new Error('the surveyor is ill');
    return 'surveyed';
  }
}

@Injectable()
class TwoSagas {
  readonly me = 'two sagas';
  @Saga() orderSurvey(this: TwoSagas, _events: Observable<object>): Observable<never> {
    seen.push(`called on ${this.me}`);
    return EMPTY;
  }
  @Saga() cancelSurvey(_events: Observable<object>): Observable<never> {
    return EMPTY;
  }
  notASaga(): void {}
}

let seen: string[] = [];

@Injectable()
class RecordingBus extends EventBus {
  @Inject(CommandBus) private readonly commands!: { handlers: Map<string, unknown> };

  protected override registerSaga(saga: ISaga): void {
    seen.push(saga.name, `handlers: ${this.commands.handlers.size}`);
    saga(EMPTY);
  }
}

let app: INestApplicationContext | undefined;
async function start(providers: Provider[] = []): Promise<INestApplicationContext> {
  seen = [];
  const cqrs = CqrsModule.forRoot();
  @Module({
    imports: [{ ...cqrs, providers: [...(cqrs.providers ?? []), ...providers] }],
    providers: [SurveyHandler, TwoSagas],
  })
  class Root {}
  return (app = await NestFactory.createApplicationContext(Root, { logger: ['fatal'] }));
}
afterEach(() => app?.close());

const recording: Provider = { provide: EventBus, useClass: RecordingBus };

describe('@nestjs/cqrs', () => {
  it('calls registerSaga once per decorated method, bound, named like the method', async () => {
    await start([recording]);
    expect(seen.filter((line) => !line.startsWith('handlers'))).toEqual([
      'orderSurvey',
      'called on two sagas',
      'cancelSurvey',
    ]);
  });

  it('registers the command handlers before the sagas', async () => {
    await start([recording]);
    expect(seen.filter((line) => line.startsWith('handlers'))).toEqual(['handlers: 1', 'handlers: 1']);
  });

  it('lets a dynamic EventBus provider replace the module’s own, which then subscribes nothing', async () => {
    const context = await start([recording]);
    expect(context.get(EventBus)).toBeInstanceOf(RecordingBus);
    expect(context.get<EventBus, { subscriptions: unknown[] }>(EventBus).subscriptions).toHaveLength(0);
    const native = await (await app!.close(), start());
    expect(native.get(EventBus)).not.toBeInstanceOf(RecordingBus);
    expect(native.get<EventBus, { subscriptions: unknown[] }>(EventBus).subscriptions).toHaveLength(2);
  });

  it('rejects or throws from CommandBus.execute when the handler fails, and when there is none', async () => {
    const commands = (await start([recording])).get(CommandBus);
    await expect(commands.execute(new Survey())).resolves.toBe('surveyed');
    await expect(
      (async () => {
        await commands.execute(new Survey(true));
      })(),
    ).rejects.toThrow('the surveyor is ill');
    class Unknown {}
    await expect(
      (async () => {
        await commands.execute(new Unknown());
      })(),
    ).rejects.toThrow(/Unknown/);
  });

  it('is pinned to the version that these facts were checked on', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const installed = JSON.parse(readFileSync('node_modules/@nestjs/cqrs/package.json', 'utf8')) as {
      version: string;
    };
    expect(dependencies['@nestjs/cqrs']).toBe(installed.version);
  });
});
