import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { EventStore, START, arrowsOver, commandHandlers, sagasOf } from '#kernel';
import type { Fact } from '#kernel';
import { Rejected, commandsTo, envelope } from '#kernel/messages';
import type { CommandsOf, Decider, Event, StreamOf } from '#kernel/messages';
import { SharedMemory, by, scenario, startInMemory } from '#kernel/testing';
import type { KernelApp } from '#kernel/testing';

// The stage of `libs/kernel/README.md`. The page quotes this file, and the last test here holds it to that.

type ObjectionFiled = Event<'ObjectionFiled', { office: string; person: string; text: string }>;
type ObjectionNoted = Event<'ObjectionNoted', { objection: string }>;

const fileObjection = commandsTo<StreamOf<'objection'>>()<
  'FileObjection',
  { office: string; person: string; text: string }
>('FileObjection');
const noteObjection = commandsTo<StreamOf<'daybook'>>()<'NoteObjection', { objection: string }>(
  'NoteObjection',
);

type ObjectionCommand = CommandsOf<{ fileObjection: typeof fileObjection }>;
const objection: Decider<{ filed: boolean }, ObjectionCommand, ObjectionFiled> = {
  initial: { filed: false },
  decide: ({ stream, data }, { filed }) => {
    if (filed) throw new Rejected({ code: 'objection.filed', zh: `异议 ${stream} 已经提交，请另行编号。` });
    return [{ type: 'ObjectionFiled', data }];
  },
  evolve: () => ({ filed: true }),
};

type DaybookCommand = CommandsOf<{ noteObjection: typeof noteObjection }>;
const daybook: Decider<readonly string[], DaybookCommand, ObjectionNoted> = {
  initial: [],
  decide: ({ data }, noted) => (noted.includes(data.objection) ? [] : [{ type: 'ObjectionNoted', data }]),
  evolve: (noted, { data }) => [...noted, data.objection],
};

const noteFiledObjection = ({ stream, data }: Fact<ObjectionFiled, 'ObjectionFiled'>) =>
  noteObjection(`daybook-${data.office}`, { objection: stream });

const after = arrowsOver<ObjectionFiled>();
const ARROWS = [after('ObjectionFiled', [noteObjection], noteFiledObjection)];

@Module({
  providers: [
    ...commandHandlers({ fileObjection }, objection),
    ...commandHandlers({ noteObjection }, daybook),
    sagasOf('ObjectionSagas', ARROWS),
  ],
})
class ObjectionModule {}

const complaint = { office: 'township', person: 'li', text: 'the boundary stone was moved' };
const filing = fileObjection('objection-1', complaint);

describe('an objection', () => {
  it('is filed once, and refused the second time with what to do next', () => {
    scenario(objection)().when(filing).then({ type: 'ObjectionFiled', data: complaint });
    scenario(objection)({ type: 'ObjectionFiled', data: complaint })
      .when(filing)
      .thenRejected('objection.filed');
  });
});

describe('the day book of an office', () => {
  let app: KernelApp;
  afterEach(() => app.close());

  const file = () => app.engine.execute(envelope(filing, by('click-1', 'objection-1')));
  const facts = async () =>
    (await app.get(EventStore).readAll(START, 100))
      .filter(({ type }) => type.startsWith('Objection'))
      .map(({ id, type }) => `${id} ${type}`);

  it('notes every objection that is filed, once, whatever is sent twice', async () => {
    app = await startInMemory(ObjectionModule);
    await file();
    await file(); // The same click: the same id, so it is the same command.
    await app.engine.settled();
    expect(await facts()).toEqual(['objection-1@0 ObjectionFiled', 'daybook-township@0 ObjectionNoted']);
  });

  it('notes after a restart what was filed before it', async () => {
    const memory = new SharedMemory();
    app = await startInMemory(ObjectionModule, { memory, engine: { sagas: false } });
    await file();
    await app.close();
    app = await startInMemory(ObjectionModule, { memory });
    await app.engine.settled();
    expect(await facts()).toEqual(['objection-1@0 ObjectionFiled', 'daybook-township@0 ObjectionNoted']);
  });
});

describe('the page about the first stage', () => {
  const page = readFileSync('libs/kernel/README.md', 'utf8');
  const quoted = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);

  it('quotes this file word for word, in its order', () => {
    const here = readFileSync('test/first-stage.spec.ts', 'utf8');
    expect(quoted.length).toBeGreaterThan(4);
    expect(quoted.filter((code) => !here.includes(code))).toEqual([]);
    const places = quoted.map((code) => here.indexOf(code));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
