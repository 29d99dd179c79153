/** A process of a test, which may die: what it held is then free at once. */
export class Life {
  lives = true;

  constructor(readonly name: string) {}
}
