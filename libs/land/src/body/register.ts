/** What decorators note about the properties of a class, and of those that it extends. */
import type { Type } from '@nestjs/common';

export class Register<T> {
  private readonly classes = new Map<unknown, Map<string, T>>();

  note(target: object, property: string | symbol, value: T): void {
    const known = this.classes.get(target.constructor) ?? new Map<string, T>();
    this.classes.set(target.constructor, known.set(String(property), value));
  }

  /** Every class of which something was noted. */
  all(): readonly Type<object>[] {
    return [...this.classes.keys()] as readonly Type<object>[];
  }

  /** Of a class and of those that it extends. */
  of(body: Type<object>): ReadonlyMap<string, T> {
    const found = new Map<string, T>();
    for (let one: unknown = body; typeof one === 'function'; one = Object.getPrototypeOf(one) as unknown) {
      for (const [property, value] of this.classes.get(one) ?? [])
        if (!found.has(property)) found.set(property, value);
    }
    return found;
  }
}
