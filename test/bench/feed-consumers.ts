import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { openReceiver } from '../feed/receiver.js';

export const WAYS = ['pull', 'stream', 'webhook'] as const;
export type Way = (typeof WAYS)[number];

type Headers = Readonly<Record<string, string>>;
export type House = Readonly<{ url: string; headers: Headers }>;
/** An event has come to one consumer. */
export type Arrived = (consumer: number, id: string, at: number) => void;
export type Consumers = Readonly<{
  /** Answers that were none: told to come again, or something else. */
  refused: () => number;
  close: () => Promise<void>;
}>;

const [OK, CREATED, NO_CONTENT] = [200, 201, 204];
const WAIT_SECONDS = 20;
const PAGE_EVENTS = 100;
const AGAIN_MS = 200;

type Answer = Readonly<{ status: number; text: string }>;

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of answer.setEncoding('utf8')) text += String(part);
  return text;
}

function send(
  { url, headers }: House,
  path: string,
  { agent, method = 'GET', body, accept = 'application/json' }: Asked = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}/platform/v1${path}`,
      {
        method,
        ...(agent ? { agent } : {}),
        headers: {
          ...headers,
          accept,
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        },
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
type Asked = Readonly<{
  agent?: Agent;
  method?: string;
  body?: string;
  accept?: string;
}>;

async function ask(house: House, path: string, asked?: Asked): Promise<Answer> {
  const answer = await send(house, path, asked);
  return { status: answer.statusCode!, text: await textOf(answer) };
}

/** Where a house is now: it hears what comes after. */
async function placeOf(house: House): Promise<string> {
  const { status, text } = await ask(house, '/events/head');
  if (status !== OK) throw new Error(`The head of the feed: ${status} ${text}`);
  return (JSON.parse(text) as { sequence: string | null }).sequence ?? '0';
}

/** As vendors write them: each asks for what comes next and waits, on a connection that it keeps. */
async function pulling(houses: readonly House[], arrived: Arrived): Promise<Consumers> {
  const agent = new Agent({ keepAlive: true });
  let [refused, ended] = [0, false];
  const follow = async (house: House, consumer: number, from: string) => {
    for (let after = from; !ended;) {
      const path = `/events?limit=${PAGE_EVENTS}&wait=${WAIT_SECONDS}&after=${encodeURIComponent(after)}`;
      const { status, text } = await ask(house, path, { agent });
      const at = performance.now();
      if (status !== OK) {
        refused += 1;
        await pause(AGAIN_MS);
        continue;
      }
      const events = JSON.parse(text) as readonly Readonly<{ id: string }>[];
      for (const { id } of events) arrived(consumer, id, at);
      after = events.at(-1)?.id ?? after;
    }
  };
  const places = await Promise.all(houses.map(placeOf));
  const going = houses.map((house, consumer) =>
    follow(house, consumer, places[consumer]!).catch((error: unknown) => {
      if (!ended) throw error;
    }),
  );
  return {
    refused: () => refused,
    close: async () => {
      ended = true;
      agent.destroy(); // Those that wait as well.
      await Promise.all(going);
    },
  };
}

/** Server-sent events, a connection for each consumer. */
async function listening(houses: readonly House[], arrived: Arrived): Promise<Consumers> {
  const answers = await Promise.all(
    houses.map(async (house, consumer) => {
      const from = await placeOf(house);
      const answer = await send(house, `/events/stream?lastEventId=${from}`, { accept: 'text/event-stream' });
      if (answer.statusCode !== OK) throw new Error(`${answer.statusCode} ${await textOf(answer)}`);
      let rest = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        const at = performance.now();
        const blocks = (rest + part).split('\n\n');
        rest = blocks.pop()!;
        for (const block of blocks) {
          const id = /^id: (.+)$/m.exec(block)?.[1];
          if (id !== undefined) arrived(consumer, id, at);
        }
      });
      return answer;
    }),
  );
  return {
    refused: () => 0,
    close: () => {
      for (const answer of answers) answer.destroy();
      return Promise.resolve();
    },
  };
}

/** A webhook for each consumer, all at one receiver, which answers at once. */
async function receiving(houses: readonly House[], arrived: Arrived): Promise<Consumers> {
  const receiver = await openReceiver();
  receiver.replies((event, path) => {
    arrived(Number(path.slice(1)), event.id, performance.now());
    return { status: NO_CONTENT };
  });
  const webhooks: string[] = [];
  for (const [consumer, house] of houses.entries()) {
    const body = JSON.stringify({ url: `${receiver.url}/${consumer}` });
    const { status, text } = await ask(house, '/webhooks', { method: 'POST', body });
    if (status !== CREATED) throw new Error(`A webhook: ${status} ${text}`);
    webhooks.push((JSON.parse(text) as { webhook: { id: string } }).webhook.id);
  }
  return {
    refused: () => 0,
    close: async () => {
      for (const [consumer, house] of houses.entries()) {
        const { status, text } = await ask(house, `/webhooks/${webhooks[consumer]}`, { method: 'DELETE' });
        if (status !== NO_CONTENT) throw new Error(`A webhook: ${status} ${text}`);
      }
      await receiver.close();
    },
  };
}

/** A consumer for each house; `arrived` is told of what is published from now on. */
export const openConsumers = (way: Way, houses: readonly House[], arrived: Arrived): Promise<Consumers> =>
  ({ pull: pulling, stream: listening, webhook: receiving })[way](houses, arrived);
