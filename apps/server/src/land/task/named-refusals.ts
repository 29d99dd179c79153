import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, NestInterceptor } from '@nestjs/common';
import { catchError, from, throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import { switchMap } from 'rxjs/operators';
import { Clock, Rejected } from '#kernel';
import { officesIn, refusalNaming, whoIsIn } from '#land';
import { ANY_DISTRICT, RulePacks, civilDate } from '#policy';
import { PeopleNames } from '../shared/people-names.js';

/** Rules know people and offices by what does not change; whoever is refused reads what they are called. */
@Injectable()
export class NamedRefusals implements NestInterceptor {
  constructor(
    @Inject(PeopleNames) private readonly people: PeopleNames,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  intercept(_: unknown, next: CallHandler): Observable<unknown> {
    return next
      .handle()
      .pipe(
        catchError((error: unknown) =>
          from(this.named(error)).pipe(switchMap((told) => throwError(() => told))),
        ),
      );
  }

  /** The same error, with names where it is a refusal that tells of somebody. */
  async named(error: unknown): Promise<unknown> {
    if (!(error instanceof Rejected)) return error;
    const { users, offices } = whoIsIn(error);
    if (users.length + offices.length === 0) return error;
    return refusalNaming(error, new Map([...this.officeNames(), ...(await this.people.of(users))]));
  }

  private officeNames(): readonly (readonly [string, string])[] {
    const today = civilDate(this.clock.now());
    return this.packs
      .allOn(today)
      .flatMap((pack) => officesIn(pack.on(today, ANY_DISTRICT)))
      .map(({ code, name }) => [code, name] as const);
  }
}
