/** One mistake in a pack, where a person finds it. */
export type PackError = Readonly<{
  file: string;
  /** From 1. */
  line: number;
  /** Path in the file: `rates[3].valid_from`. */
  field: string;
  message: string;
  /** What would be right; empty when there is no single example. */
  example: string;
}>;

/** All mistakes of a pack at once: nobody should have to start the server once per typing error. */
export class PackErrors extends Error {
  constructor(readonly errors: readonly PackError[]) {
    super(
      [
        '规则包有误：',
        ...errors.map(
          ({ file, line, field, message, example }) =>
            `${file}:${line} ${field} ${message}${example ? `（例如：${example}）` : ''}`,
        ),
      ].join('\n'),
    );
    this.name = 'PackErrors';
  }
}
