import type { ProblemCode } from './problem-codes.js';

/** No form of ours nests deeper; GeoJSON needs eight. */
export const BODY_DEPTH_MAX = 32;
/** Keys of one object: the largest form has thirty, a rule pack a dozen files. */
export const BODY_KEYS_MAX = 1_000;
/**
 * Elements of lists and members of objects in one body: a list of 20,000 members has 60,000, a boundary as
 * many.
 */
export const BODY_VALUES_MAX = 100_000;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OBJECT, OBJECT_END, LIST, LIST_END] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Which limit a JSON text breaks, before anything is made of it. Looks at each character once and makes
 * nothing itself; whether the text is JSON at all is for the parser to say.
 */
export function brokenLimit(text: string): ProblemCode | undefined {
  const keys = new Uint32Array(BODY_DEPTH_MAX + 2);
  let [depth, values] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case OBJECT:
      case LIST:
        if (++depth > BODY_DEPTH_MAX) return 'request.too-deep';
        keys[depth] = 0;
        if (++values > BODY_VALUES_MAX) return 'request.too-many-values';
        break;
      case OBJECT_END:
      case LIST_END:
        if (depth > 0) depth--;
        break;
      case COLON:
        if (++keys[depth]! > BODY_KEYS_MAX) return 'request.too-many-keys';
        break;
      case COMMA:
        if (++values > BODY_VALUES_MAX) return 'request.too-many-values';
        break;
      default:
    }
  }
  return undefined;
}

/** The quote that ends the string which begins at `from`; the end of the text where none does. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
