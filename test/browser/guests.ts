import { afterEach, expect } from '@jest/globals';
import type { ConsoleUnderTest, Visitor } from './console.js';

type Guests = Readonly<{
  /** Signs somebody of the demonstration in. */
  arrive: (name: string, place?: string) => Promise<Visitor>;
  /** Sees somebody off who came in another way. */
  welcome: (guest: Visitor) => Visitor;
}>;

/**
 * Who comes to a console in a test: each leaves after it, without an error on the page and without having
 * asked anybody else. To be called where the tests are described.
 */
export function guestsOf(opened: () => ConsoleUnderTest): Guests {
  const here: Visitor[] = [];
  afterEach(async () => {
    for (const { seen, leave } of here.splice(0)) {
      expect(seen).toEqual({ errors: [], elsewhere: [] });
      await leave();
    }
  });
  const welcome = (guest: Visitor) => {
    here.push(guest);
    return guest;
  };
  return { welcome, arrive: async (name, place) => welcome(await opened().signedIn(name, undefined, place)) };
}
