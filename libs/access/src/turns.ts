/** Lets so many of one kind work at a time in this process, in the order in which they came. */
export class Turns {
  private readonly lines = new Map<string, { working: number; readonly waiting: (() => void)[] }>();

  constructor(
    private readonly abreast: number,
    private readonly waitingMax: number,
  ) {}

  /** Undefined, and nothing done, where too many wait already. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> | undefined {
    const line = this.lines.get(key) ?? { working: 0, waiting: [] };
    if (line.waiting.length >= this.waitingMax) return undefined;
    this.lines.set(key, line);
    const turn =
      line.working < this.abreast
        ? Promise.resolve()
        : new Promise<void>((resolve) => line.waiting.push(resolve));
    if (line.working < this.abreast) line.working += 1;
    return turn.then(work).finally(() => {
      const next = line.waiting.shift();
      if (next) return next();
      line.working -= 1;
      if (line.working === 0) this.lines.delete(key);
    });
  }
}
