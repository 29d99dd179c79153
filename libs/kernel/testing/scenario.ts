import { expect } from '@jest/globals';
import { ENGINE, envelope, Rejected } from '../src/messages/messages.js';
import type { Actor, Command, CommandMeta, Decider, Envelope, Event } from '../src/messages/messages.js';

/** Envelope of a test's command: a township clerk on a Monday, unless the test says otherwise. */
export function meta(overrides: Partial<CommandMeta> = {}): CommandMeta {
  const actor: Actor = { person: 'wang', role: 'clerk', office: '370114001/township' };
  return {
    id: 'test',
    correlation: 'e-1',
    causation: 'test',
    actor,
    at: '2026-03-02T02:00:00.000Z',
    policy: 'jinan@2026.1',
    ...overrides,
  };
}
export const engineMeta = (overrides: Partial<CommandMeta> = {}): CommandMeta =>
  meta({ actor: ENGINE, ...overrides });

/** given(facts).when(command).then(facts): the only vocabulary a decider's test needs. */
export const scenario =
  <S, C extends Command, E extends Event>({ initial, decide, evolve }: Decider<S, C, E>) =>
  (...given: readonly E[]) => ({
    /** A bare command is the clerk's. */
    when: (command: C | Envelope<C>) => {
      const given_ = 'meta' in command ? command : envelope(command, meta());
      const decision = () => decide(given_, given.reduce(evolve, initial));
      return {
        then: (...expected: readonly E[]) => expect(decision()).toEqual(expected),
        /** For decisions whose details are the subject of another test. */
        thenTypes: (...types: readonly string[]) => expect(decision().map(({ type }) => type)).toEqual(types),
        thenNothing: () => expect(decision()).toEqual([]),
        /** `saying`: what the Chinese sentence holds, where it says more than the code. */
        thenRejected: (code: string, saying = '') => {
          let refused: unknown;
          try {
            decision();
          } catch (error) {
            refused = error;
          }
          expect(refused).toBeInstanceOf(Rejected);
          expect((refused as Rejected).code).toBe(code);
          expect((refused as Rejected).message).toContain(saying);
        },
        decided: decision,
      };
    },
  });
