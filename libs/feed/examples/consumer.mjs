// Every published event once, in order, from where it stopped: RUSHI=http://… KEY=rk_… node consumer.mjs
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const { RUSHI, KEY, PLACE = 'place' } = process.env;
let after = '';
try {
  after = readFileSync(PLACE, 'utf8');
} catch {} // The first time.
for (;;) {
  try {
    const address = `${RUSHI}/platform/v1/events?wait=20${after && `&after=${encodeURIComponent(after)}`}`;
    const answer = await fetch(address, { headers: { 'X-Api-Key': KEY } });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    for (const event of await answer.json()) {
      console.log(event.type, event.subject); // Your work; after a crash here the event comes again.
      writeFileSync(`${PLACE}.new`, (after = event.id));
      renameSync(`${PLACE}.new`, PLACE);
    }
  } catch (error) {
    console.error(String(error));
    await new Promise((again) => setTimeout(again, 3_000));
  }
}
