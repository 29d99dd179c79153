import type { Deadline } from '../deadlines/deadlines.js';
import type { NewEvent } from '../log/event-store.js';
import type { CommandResult } from '../deciding/mailboxes.js';
import type { Recorded, Envelope } from '../messages/messages.js';

/**
 * Stands around every piece of work that the kernel does for somebody. This one listens to nothing and costs
 * one call; an application that traces provides a subclass under the same token. What a trace says of the
 * work is the subclass's affair; how one piece leads to the next goes through the log: a fact carries the
 * trace of the command that decided it (`meta.trace`, a W3C `traceparent`), and whoever follows from the
 * fact, in whichever process and however late, goes on there.
 */
export class Tracing {
  /** From the mailbox to the answer. The facts that are decided get the trace that `work` is called with. */
  command(_command: Envelope, work: (trace?: string) => Promise<CommandResult>): Promise<CommandResult> {
    return work();
  }

  /** One append for all commands that were decided together; each event names the trace of its own. */
  append<T>(_stream: string, _events: readonly NewEvent[], work: () => Promise<T>): Promise<T> {
    return work();
  }

  /** One saga's reaction to one fact, the commands that it gives included. */
  saga(_saga: string, _event: Recorded, work: () => Promise<void>): Promise<void> {
    return work();
  }

  /**
   * A deadline that has passed. `trace` looks up where it was set, and is called only when somebody traces.
   */
  deadline(
    _deadline: Deadline,
    _trace: () => Promise<string | undefined>,
    work: () => Promise<void>,
  ): Promise<void> {
    return work();
  }

  /** A person's wait for the read models; says whether they were in time. */
  showing(work: () => Promise<boolean>): Promise<boolean> {
    return work();
  }
}

/** For everybody to whom nothing else was provided. */
export const UNTRACED = new Tracing();
