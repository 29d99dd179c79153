/** Why a paper is not taken: each has a sentence of its own where people are told. */
export const PAPER_FAULTS = [
  'empty',
  'too-large',
  'encrypted',
  'unknown',
  'mixed-archive',
  'macros',
  'infected',
  'scanner-away',
] as const;
export type PaperFault = (typeof PAPER_FAULTS)[number];

/** A paper is not taken. `found` says what was found, where that helps, such as the name of a virus. */
export class PaperRefused extends Error {
  constructor(
    readonly fault: PaperFault,
    readonly found?: string,
  ) {
    super(`The paper is not taken: ${fault}${found === undefined ? '' : ` (${found})`}.`);
    this.name = 'PaperRefused';
  }
}
