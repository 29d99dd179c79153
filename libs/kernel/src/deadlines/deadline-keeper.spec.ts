import { expect, it } from '@jest/globals';
import { SystemClock } from './clock.js';
import { carrierOf } from '../deciding/command-types.js';
import { DeadlineKeeper } from './deadline-keeper.js';
import { commandsTo } from '../messages/messages.js';

const pass = commandsTo<string>()<'PassNotice', object>('PassNotice');

/** The keeper alone: of its neighbours only those that a deadline needs are there. */
function keeper(ready: Promise<void>, said: string[]) {
  carrierOf(pass);
  const commands = { execute: ({ command }: { command: { type: string } }) => said.push(command.type) };
  const nobody = undefined as never;
  return new DeadlineKeeper(
    { read: () => Promise.resolve([]) } as never,
    nobody,
    { pass: (id: string) => Promise.resolve(void said.push(`passed ${id}`)) } as never,
    { park: ({ code }: { code: string }) => said.push(`parked ${code}`) } as never,
    new SystemClock(),
    commands as never,
    nobody,
    {} as never,
    { ready } as never,
  );
}

it('gives no command before every handler is registered, however early somebody asks', async () => {
  const said: string[] = [];
  let open: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (open = resolve));
  const fired = keeper(ready, said).fireOne({
    id: 'notice/contract-1',
    dueAt: '2026-03-02T02:00:00.000Z',
    command: pass('contract-1', {}),
    correlation: 'e-1',
    causation: 'contract-1@0',
    policy: 'jinan@2026.1',
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(said).toEqual([]);
  open();
  await fired;
  expect(said).toEqual(['PassNotice', 'passed notice/contract-1']);
});
