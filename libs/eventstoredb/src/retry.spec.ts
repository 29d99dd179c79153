import { describe, expect, it } from '@jest/globals';
import { until } from '../../kernel/testing/patience.js';
import { Retry } from './retry.js';

const away = Object.assign(new Error('no connection'), { type: 'unavailable' });

/** A server that answers at the nth question. */
function server(answersAt: number) {
  let asked = 0;
  return {
    question: () => ((asked += 1) < answersAt ? Promise.reject(away) : Promise.resolve('answer')),
    asked: () => asked,
  };
}

describe('a server that is away', () => {
  it('is asked again until it answers, and spoken of once', async () => {
    const said: string[] = [];
    const { question, asked } = server(4);
    expect(await new Retry((line) => said.push(line)).ask(question)).toBe('answer');
    expect(asked()).toBe(4);
    expect(said).toEqual(['EventStoreDB does not answer and is asked again: no connection']);
  });

  it('is not asked again what cannot get better', async () => {
    const said: string[] = [];
    await expect(
      new Retry((line) => said.push(line)).ask(() => Promise.reject(new TypeError('no such thing'))),
    ).rejects.toBeInstanceOf(TypeError);
    expect(said).toEqual([]);
  });

  it('is not waited for by anybody who has closed the log, in the middle of a pause neither', async () => {
    // It speaks right before it pauses.
    const retry: Retry = new Retry(() => queueMicrotask(() => retry.end()));
    const { question, asked } = server(Infinity);
    await expect(retry.ask(question)).rejects.toMatchObject({
      code: 'storage.away',
      state: 'unavailable',
      cause: away,
    });
    expect(asked()).toBe(2);
  });

  it('is an outage also in the words of a client that finds no leader', async () => {
    const retry: Retry = new Retry(() => queueMicrotask(() => retry.end()));
    const electing = new Error('Failed to discover after 10 attempts.');
    await expect(retry.ask(() => Promise.reject(electing))).rejects.toMatchObject({
      code: 'storage.away',
      cause: electing,
    });
  });

  it('is waited for by many without a warning of a leak, and is away after a long silence', async () => {
    const warned: Error[] = [];
    const hear = (warning: Error) => warned.push(warning);
    process.on('warning', hear);
    const retry = new Retry(() => undefined);
    const asked = Array.from({ length: 50 }, () =>
      retry.ask(() => Promise.reject(away)).catch((error: unknown) => error),
    );
    expect(retry.away).toBeUndefined();
    await until(() => retry.away !== undefined);
    expect(retry.away).toMatchObject({ code: 'storage.away' });
    retry.end();
    await Promise.all(asked);
    process.off('warning', hear);
    expect([warned, retry.away]).toEqual([[], undefined]);
  });
});
