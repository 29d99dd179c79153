import { envelope, ENGINE, isOneOf } from '#kernel/messages';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { EventBus } from '@nestjs/cqrs';
import { Clock, DurableSagas, Engine, EngineOptions, EventStore } from '#kernel';
import { RulePacks } from '#policy';
import { bringInNotices } from './clocks.commands.js';
import { couldSet, openDays } from './clocks.decider.js';
import { CALENDAR } from './clocks.events.js';
import type { ClockEvent } from './clocks.events.js';

const isOfClocks = isOneOf<ClockEvent>(
  'OpenDaysAwaited',
  'LastDaySet',
  'OpenDaysDropped',
  'HolidayNoticesBroughtIn',
);

/**
 * A release may bring a notice in its packaged rules, which nobody adopts: a start sees what that settles.
 */
@Injectable()
export class NoticeKeeper implements OnApplicationBootstrap {
  private readonly log = new Logger(CALENDAR);

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EngineOptions) private readonly options: EngineOptions,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(EventBus) private readonly sagas: DurableSagas,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.sagas)
      void this.sagas.ready
        .then(() => this.look())
        .catch((error: unknown) =>
          this.log.warn(`open days were not looked through, the next start or notice will: ${String(error)}`),
        );
  }

  private async look(): Promise<void> {
    const { initial, evolve } = openDays(this.packs);
    const state = (await this.store.read(CALENDAR)).filter(isOfClocks).reduce(evolve, initial);
    if (!couldSet(state, this.packs)) return;
    const { ref, calendar } = this.packs.latest;
    const id = `calendar/${ref}/${calendar.known.join('-')}`;
    await this.engine.execute(
      envelope(bringInNotices(CALENDAR, { rules: ref, years: calendar.known }), {
        id,
        correlation: CALENDAR,
        causation: id,
        actor: ENGINE,
        at: this.clock.now(),
        policy: ref,
      }),
    );
  }
}
