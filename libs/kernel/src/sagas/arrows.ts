import { Injectable } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { AnyCommandMaker, Command, CommandOf, Event, Recorded } from '../messages/messages.js';
import { on } from './saga.js';

/** One type of a union of facts, as a store hands it on. */
export type Fact<E extends Event, Type extends E['type']> = Recorded<Extract<E, { type: Type }>>;

/**
 * What follows from facts, as a line of a table: after which facts, which commands, and how they are made.
 * The name is part of the ids of its commands.
 */
export type Arrow = Readonly<{
  name: string;
  after: readonly string[];
  gives: readonly AnyCommandMaker[];
  how: (event: Recorded) => readonly Command[];
}>;

/**
 * Draws the arrows of a procedure over its facts: `after('ReviewAgreed', [reserveQuota], how)`. It compiles
 * only where `how` takes these facts and makes these commands and no others, so the line cannot lie.
 */
export const arrowsOver =
  <E extends Event>() =>
  <Type extends E['type'], Maker extends AnyCommandMaker>(
    facts: Type | readonly Type[],
    gives: readonly Maker[],
    how: (event: Fact<E, NoInfer<Type>>) => CommandOf<NoInfer<Maker>> | readonly CommandOf<NoInfer<Maker>>[],
  ): Arrow => ({
    name: how.name,
    after: [facts].flat(),
    gives,
    how: (event) => [how(event as Fact<E, Type>)].flat(),
  });

/** The arrows as Nest's sagas: one provider with a `@Saga()` method for each of them. */
export function sagasOf(name: string, arrows: readonly Arrow[]): Type {
  class Sagas {}
  Object.defineProperty(Sagas, 'name', { value: name });
  for (const arrow of arrows) {
    const saga = (events: Observable<Recorded>): Observable<Command> =>
      events.pipe(on(...arrow.after), mergeMap(arrow.how));
    Object.defineProperty(saga, 'name', { value: arrow.name });
    const method = { value: saga, configurable: true, writable: true };
    Object.defineProperty(Sagas.prototype, arrow.name, method);
    (Saga() as (target: object, property: string) => void)(Sagas.prototype, arrow.name);
  }
  Injectable()(Sagas);
  return Sagas;
}
