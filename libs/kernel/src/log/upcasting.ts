import type { Recorded } from '../messages/messages.js';
import type { Upcaster } from '../messages/upcasters.js';
import { schemasOf, upcasterFaults } from './upcaster-faults.js';

/** The upcasters of a release do not fit together: it does not start. Every sentence says what to mend. */
export class UpcastersWrong extends Error {
  constructor(readonly faults: readonly string[]) {
    super(['The upcasters do not fit together.', ...faults].join('\n'));
    this.name = 'UpcastersWrong';
  }
}

/** A fact in a shape that this release has never written: to fold it as another one would be a guess. */
export class LaterShape extends Error {
  constructor({ id, type, meta }: Recorded, known: number) {
    super(
      `${id} is ${type} in schema ${meta.schema}, and this release knows ${type} up to schema ${known}: ` +
        'a later release wrote it. Start that one again.',
    );
    this.name = 'LaterShape';
  }
}

/** How the shapes of one type are read: the step that begins with schema n stands at n - 1. */
type Plan = Readonly<{ known: number; steps: readonly Upcaster[] }>;

/** The form in which the log has an event that was read as another. */
const storedForms = new WeakMap<Recorded, Recorded>();

/** An event as the log has it, whatever it was read as: what digests and copies of the log are made of. */
export const storedForm = (event: Recorded): Recorded => storedForms.get(event) ?? event;

/**
 * Reads facts of every release as facts of this one. Proven when it is made, at the start of the application:
 * a set of upcasters with a gap, a double or a circle, or with one that is not pure, is none.
 */
export class Upcasting {
  private readonly plans: ReadonlyMap<string, Plan>;
  private readonly schemas: ReadonlyMap<string, number>;

  /**
   * `types` are the types of fact that this release writes.
   * @throws UpcastersWrong
   */
  constructor(types: Iterable<string>, upcasters: readonly Upcaster[]) {
    const faults = upcasterFaults(new Set(types), upcasters);
    if (faults.length > 0) throw new UpcastersWrong(faults);
    this.schemas = schemasOf(upcasters);
    const plans = new Map<string, Plan>();
    for (const type of new Set(upcasters.map((one) => one.type))) {
      const own = upcasters.filter((one) => one.type === type);
      const steps = own.sort((a, b) => a.schema - b.schema);
      plans.set(type, { known: this.schemas.get(type) ?? steps.length, steps });
    }
    this.plans = plans;
  }

  /** The schema in which this release writes a type. */
  schemaOf(type: string): number {
    return this.schemas.get(type) ?? 1;
  }

  /** An event as this release knows it; the same object where it is that already. @throws LaterShape */
  current(event: Recorded): Recorded {
    const plan = this.plans.get(event.type);
    const { schema } = event.meta;
    if (plan === undefined) {
      if (schema > 1) throw new LaterShape(event, 1);
      return event;
    }
    if (schema > plan.known) throw new LaterShape(event, plan.known);
    return plan.steps.length < schema ? event : this.upcast(event);
  }

  /** A page of them; the same array where nothing is of an earlier shape. @throws LaterShape */
  page(events: readonly Recorded[]): readonly Recorded[] {
    for (let index = 0; index < events.length; index++) {
      const event = events[index]!;
      const current = this.current(event);
      if (current === event) continue;
      const later = events.slice(index + 1).map((one) => this.current(one));
      return [...events.slice(0, index), current, ...later];
    }
    return events;
  }

  private upcast(event: Recorded): Recorded {
    let [shape, data] = [{ type: event.type, schema: event.meta.schema }, event.data];
    for (;;) {
      const step = this.plans.get(shape.type)?.steps[shape.schema - 1];
      if (!step) break;
      data = step.up(data);
      shape = { ...step.to };
    }
    const current = { ...event, type: shape.type, data, meta: { ...event.meta, schema: shape.schema } };
    storedForms.set(current, event);
    return current;
  }
}
