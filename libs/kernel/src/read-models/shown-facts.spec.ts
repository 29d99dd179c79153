import { beforeEach, describe, expect, it } from '@jest/globals';
import { NO_STREAM, Projection, Projector, ShownFacts, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import { SharedMemory, fact, freshStream } from '#kernel/testing';

/** Follows what it is given, a document a fact. */
class Following extends Projection {
  readonly model;
  constructor(
    name: string,
    readonly handles: readonly string[],
  ) {
    super();
    this.model = readModel(name);
  }
  ids({ id }: Recorded): readonly string[] {
    return [id];
  }
  evolve(): object {
    return {};
  }
}

describe('facts that read models have taken in', () => {
  const MODELS = ['tasks', 'entries'];
  let memory: ReturnType<SharedMemory['open']>;
  let shown: ShownFacts;
  beforeEach(async () => {
    memory = new SharedMemory().open();
    const { store, subscriptions, readModels } = memory;
    const projector = Object.assign(Object.create(Projector.prototype) as Projector, {
      projections: [new Following('tasks', ['Opened', 'Moved']), new Following('entries', ['Moved'])],
    });
    shown = new ShownFacts(store, subscriptions, readModels, projector);
    await store.append(freshStream(), NO_STREAM, [
      fact('Opened', 'c1'),
      fact('Moved', 'c1'),
      fact('Opened', 'c1'),
    ]);
  });

  const takenIn = async (model: string, position: bigint) => {
    const [lease] = await memory.subscriptions.acquire(`${model}@1`, 1);
    await memory.subscriptions.advance(lease!, position);
  };
  const types = async (after = 0n) => (await shown.after(after, MODELS, 10)).map(({ type }) => type);

  it('are none before any has been', async () => {
    expect(await types()).toEqual([]);
    expect(await shown.position(MODELS)).toBe(0n);
  });

  it('wait for every read model that follows them, and for no other', async () => {
    const [first, second, third] = await memory.store.readAll(0n, 10);
    await takenIn('tasks', first!.position);
    expect(await types()).toEqual(['Opened']);
    await takenIn('tasks', third!.position);
    // The second is not in every list yet, and the third must not be told before it.
    expect(await types()).toEqual(['Opened']);
    await takenIn('entries', second!.position);
    expect(await types()).toEqual(['Opened', 'Moved', 'Opened']);
    expect(await types(second!.position)).toEqual(['Opened']);
    expect(await shown.position(MODELS)).toBe(second!.position);
  });

  it('are followed page after page until nobody listens', async () => {
    const following = new AbortController();
    const heads: bigint[] = [];
    const [first, , third] = await memory.store.readAll(0n, 10);
    await takenIn('tasks', first!.position);
    for await (const facts of shown.follow(0n, MODELS, following.signal)) {
      heads.push(facts.at(-1)!.position);
      if (heads.length === 2) following.abort();
      else await Promise.all(MODELS.map((model) => takenIn(model, third!.position)));
    }
    expect(heads).toEqual([first!.position, third!.position]);
    expect(await shown.isBeyond(third!.position + 1n)).toBe(true);
    expect(await shown.isBeyond(third!.position)).toBe(false);
  });
});
