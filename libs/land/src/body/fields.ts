/** The fields of everything that comes in from outside. */
export { DESCRIBED, FORMS, Optional, RequiredWhen, WITHIN } from './field.js';
export type { Called, Described, Within } from './field.js';
export { Choice, Choices } from './choices.js';
export type { Names } from './choices.js';
export { Contact } from './contact.js';
export { Anything, Lines, Nested, NestedList, Patterns, Rings, TextsByName, Usccs } from './structures.js';
export {
  AREA,
  Day,
  District,
  DocumentNo,
  FEN,
  Fen,
  Flag,
  LINE_MAX,
  Line,
  Numeric,
  Paragraph,
  Pattern,
  Percent,
  Ratio,
  Secret,
  SomeFen,
  SquareMetres,
  SquareMetresChange,
  TEXT_MAX,
  Uscc,
  WebAddress,
  Whole,
  WholeInAddress,
} from './values.js';
