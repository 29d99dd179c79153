import { describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { EventStore, PackInForce, commandHandlers, commandsTo, envelope, on } from '#kernel';
import type { CommandMeta, CommandOf, Decider, Envelope, Event, Recorded } from '#kernel';
import { by } from '../../libs/kernel/testing/application.js';
import { inMemory } from './place.js';

type Noted = Event<'Noted', { under: string; by: 'person' | 'saga' }>;
const noteCommand = commandsTo<string>()<'Note', { by: 'person' | 'saga' }>('Note');
type Note = CommandOf<typeof noteCommand>;
const notes = (keeps: { keepsPack?: true }): Decider<number, Note, Noted> => ({
  initial: 0,
  ...keeps,
  decide: ({ data, meta }) => [{ type: 'Noted', data: { under: meta.policy, by: data.by } }],
  evolve: (count) => count + 1,
});

/** A person's note on one stream is followed by the engine's on another. */
@Injectable()
class Echo {
  @Saga()
  echo(events: Observable<Recorded>): Observable<Note> {
    return events.pipe(
      on<Noted, 'Noted'>('Noted'),
      mergeMap(({ data }) => (data.by === 'person' ? [noteCommand('echo', { by: 'saga' })] : [])),
    );
  }
}

class YearsRules extends PackInForce {
  at(_: object, instant: string): string {
    return `rules@${instant.slice(0, 4)}`;
  }
}

@Module({})
class NotesModule {
  static with(keeps: { keepsPack?: true }) {
    return {
      module: NotesModule,
      global: true,
      providers: [
        ...commandHandlers({ noteCommand }, notes(keeps)),
        Echo,
        { provide: PackInForce, useClass: YearsRules },
      ],
      exports: [PackInForce],
    };
  }
}

const place = inMemory();

const note = (id: string, year: number, stream = 'case'): Envelope<Note> =>
  envelope(noteCommand(stream, { by: 'person' }), {
    ...by(id, 'case', `${year}-03-02T02:00:00.000Z`),
    policy: `rules@${year}`,
  } satisfies CommandMeta);

async function under(
  keeps: { keepsPack?: true },
  space: string,
): Promise<(stream: string) => Promise<unknown[]>> {
  const first = await place.start(NotesModule.with(keeps), space);
  await first.engine.executeAndShow(note('one', 2025));
  await first.engine.settled();
  await first.close();
  // Another process, another year: it has to read the stream before it knows what the stream began with.
  const second = await place.start(NotesModule.with(keeps), space);
  await second.engine.executeAndShow(note('two', 2026));
  await second.engine.settled();
  const store = second.get(EventStore);
  const facts: Record<string, unknown[]> = {};
  for (const stream of ['case', 'echo'])
    facts[stream] = (await store.read(stream)).map(({ data, meta }) => [
      (data as { under: string }).under,
      meta.policy,
    ]);
  await second.close();
  return (stream) => Promise.resolve(facts[stream]!);
}

describe('the rules of a stream', () => {
  it('stay those of its first fact, for people and for sagas, and stand in every event', async () => {
    const facts = await under({ keepsPack: true }, 'rules_kept');
    expect(await facts('case')).toEqual([
      ['rules@2025', 'rules@2025'],
      ['rules@2025', 'rules@2025'],
    ]);
    expect(await facts('echo')).toEqual([
      ['rules@2025', 'rules@2025'],
      ['rules@2025', 'rules@2025'],
    ]);
  });

  it('are of each command where the stream keeps none, and a saga brings those of its event', async () => {
    const facts = await under({}, 'rules_of_the_day');
    expect(await facts('case')).toEqual([
      ['rules@2025', 'rules@2025'],
      ['rules@2026', 'rules@2026'],
    ]);
    expect(await facts('echo')).toEqual([
      ['rules@2025', 'rules@2025'],
      ['rules@2026', 'rules@2026'],
    ]);
  });
});
