/** What is going to happen, by the instant at which it does; equal instants in the order of their names. */
export type Planned = Readonly<{
  at: string;
  entry: string;
  name: string;
  run: () => Promise<void>;
  /** Nothing else may happen beside it. */ alone: boolean;
}>;

export class Agenda {
  private readonly byInstant = new Map<string, Planned[]>();

  plan(item: Planned): void {
    const items = this.byInstant.get(item.at);
    if (items) items.push(item);
    else this.byInstant.set(item.at, [item]);
  }

  /** The earliest instant with something planned. */
  next(): string | undefined {
    let earliest: string | undefined;
    for (const at of this.byInstant.keys()) if (earliest === undefined || at < earliest) earliest = at;
    return earliest;
  }

  take(at: string): readonly Planned[] {
    const items = this.byInstant.get(at) ?? [];
    this.byInstant.delete(at);
    return items.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
