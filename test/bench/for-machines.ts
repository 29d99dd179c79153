import { WAYS } from './feed-consumers.js';
import { feedRows } from './feed.js';
import { million } from './million.js';
import { besideTree, commitToLeaf } from './tree.js';

/** How much of each is measured. */
export type MachineExtent = Readonly<{
  /** Of publishing, for each row. */
  seconds: number;
  /** Of appending, for each window. */
  windowSeconds: number;
  /** In the large feed and its tree; without them where it is absent. */
  events: number | undefined;
}>;
type Say = (text: string) => void;

const STEADY_PER_SECOND = 100;
const MANY = 50;
const TURNS = 300;
const number = (n: number) => n.toLocaleString('en-US');

/** What machines of other houses hear of, what a large feed costs, and the tree that strangers check. */
export async function forMachines(url: string, extent: MachineExtent, say: Say): Promise<void> {
  await toConsumers(extent, say);
  await tree(url, extent, say);
  if (extent.events !== undefined) await large(url, extent.events, say);
}

async function toConsumers({ seconds }: MachineExtent, say: Say): Promise<void> {
  say(
    '\n| append to consumer over HTTP | consumers | events/s published | receipts/s, together | p50 ms ' +
      '| p99 ms | missing | server late, at most, ms | publisher and consumers late, p99, ms ' +
      '| CPU a receipt, Node, ms | PostgreSQL, ms |\n|---|---|---|---|---|---|---|---|---|---|---|',
  );
  const steady = WAYS.flatMap((way) => [
    { way, consumers: 1, perSecond: STEADY_PER_SECOND, seconds },
    { way, consumers: MANY, perSecond: STEADY_PER_SECOND, seconds },
  ]);
  // As many deliveries together as one webhook has of the steady ones.
  const spreadOut = { consumers: MANY, perSecond: STEADY_PER_SECOND / MANY, seconds: 2 * seconds };
  for await (const row of feedRows([...steady, { way: 'webhook', ...spreadOut }])) {
    const { way, consumers, perSecond, arrivedPerSecond, p50Ms, p99Ms, missing, refused } = row;
    say(
      `| ${way} | ${consumers} | ${perSecond} | ${number(arrivedPerSecond)} | ${p50Ms} | ${p99Ms} | ` +
        `${missing}${refused > 0 ? `, ${refused} refused` : ''} | ${row.serverLateMs} | ${row.ownLateMs} | ` +
        `${row.nodeMs} | ${row.postgresMs ?? '–'} |`,
    );
  }
  say(
    'One server of all roles, publisher and consumers on the same cores. What arrives together at 50 ' +
      'consumers is what these cores give; a wait of seconds there is a queue, not a way.',
  );
}

async function tree(url: string, { windowSeconds }: MachineExtent, say: Say): Promise<void> {
  say(
    '\n| writers | appends/s with the tree kept | without it | ratio | behind at the end, at most, ms |\n' +
      '|---|---|---|---|---|',
  );
  for (const { writers, keptPerSecond, barePerSecond, ratio, behindMs } of await besideTree(
    url,
    windowSeconds,
  ))
    say(`| ${writers} | ${number(keptPerSecond)} | ${number(barePerSecond)} | ${ratio} | ${behindMs} |`);
  const leaf = await commitToLeaf(url);
  say(`\nCommit to leaf, 200/s: p50 ${leaf.p50Ms} ms, p99 ${leaf.p99Ms} ms`);
}

async function large(url: string, events: number, say: Say): Promise<void> {
  const all = await million(url, events, TURNS);
  say(
    `\nA feed of ${number(events)} events: appended at ${number(all.filledPerSecond)} events/s, published ` +
      `within ${all.publishedSeconds} s and in the tree within ${all.treeSeconds} s, side by side`,
  );
  say('\n| of that feed | events | p50 ms | p99 ms |\n|---|---|---|---|');
  for (const { what, events: got, p50Ms, p99Ms } of all.pages)
    say(`| ${what} | ${got} | ${p50Ms} | ${p99Ms} |`);
  say(
    `\n| proof at ${number(events)} leaves | hashes | bytes | made p50 ms | p99 ms | checked, p50, µs |\n` +
      '|---|---|---|---|---|---|',
  );
  for (const { what, hashes, bytes, made, checkedUs } of all.proofs)
    say(`| ${what} | ${hashes} | ${number(bytes)} | ${made.p50Ms} | ${made.p99Ms} | ${number(checkedUs)} |`);
}
