import type { AnyDecider, Command, Position } from './messages.js';

/** What a command came to: where its facts are, or `null` positions when it changed nothing. */
export type Handled = Readonly<{ stream: string; version: number; position: Position | null }>;

export class Mailboxes {
  execute(_decider: AnyDecider, _command: Command): Promise<Handled> {
    throw new Error('replaced below');
  }
}
