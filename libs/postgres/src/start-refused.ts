/** The start cannot go on until somebody does what the two sentences say. `code` is stable. */
export class StartRefused extends Error {
  constructor(
    readonly code: string,
    readonly zh: string,
    readonly en: string,
    options: ErrorOptions = {},
  ) {
    super(`${zh}\n${en}`, options);
    this.name = 'StartRefused';
  }
}
