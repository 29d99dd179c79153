/**
 * What a rule answers: the value, how it came about, and by which row of the pack. Everything is text and
 * JSON-friendly beside the value itself, so that an event can keep it and a person can read it years later.
 */
export type Explained<T> = Readonly<{
  value: T;
  /** The computation with its numbers in it: `11500000.00 × 32% = 3680000.00 元`. */
  formula: string;
  inputs: Readonly<Record<string, string>>;
  /** Key or id of the row of the pack that decided. */
  rule: string;
  /** Where the row comes from: statute and article, or the document of the city. */
  source: string;
  /** False where the city's own number is not public: the value must be shown as not yet confirmed. */
  confirmed: boolean;
}>;
