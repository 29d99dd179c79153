import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { readingBody } from '#land';
import type { FieldFault, ReadBody } from '#land';
import { Problem } from './problems.js';
import type { FieldError } from './problems.js';

/** Objects of a body that are read before others have their turn: a fraction of a millisecond each. */
const OBJECTS_AT_ONCE = 200;
/** What Nest calls the class of a parameter that has none of ours. */
const NO_BODY: readonly unknown[] = [undefined, Object, String, Number, Boolean, Array, Promise];

/** Takes what the body's class declares and nothing else, and says by field what is wrong. */
export class BodyPipe implements PipeTransform {
  async transform(given: unknown, { type, metatype }: ArgumentMetadata): Promise<unknown> {
    return (type === 'body' || type === 'query') && !NO_BODY.includes(metatype)
      ? bodyOf(metatype as Type<object>, given)
      : given;
  }
}

/** What else is wrong with a body whose fields are: it is told in the same answer. */
type Further<T> = (read: ReadBody<T>) => readonly FieldError[];

/**
 * @throws Problem `request.invalid`, with a pointer for each field that is wrong; `parent` stands before them
 */
export async function bodyOf<T extends object>(
  shape: Type<T>,
  given: unknown,
  parent = '',
  further: Further<T> = () => [],
): Promise<T> {
  const read = await readGently(shape, given);
  if (read.faults.length === 0) return read.body;
  throw new Problem('request.invalid', {
    errors: [...read.faults.map((fault) => errorOf(fault, parent)), ...further(read)],
  });
}

/** Reads a body, however large, so that others have their turn. */
export async function readGently<T extends object>(shape: Type<T>, given: unknown): Promise<ReadBody<T>> {
  const reading = readingBody(shape, given);
  for (let objects = 1; ; objects++) {
    const step = reading.next();
    if (step.done) return step.value;
    if (objects % OBJECTS_AT_ONCE === 0) await new Promise((turn) => setImmediate(turn));
  }
}

const errorOf = ({ path, check, message }: FieldFault, parent: string): FieldError => ({
  pointer: [parent, ...path.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/'),
  code: `field.${check}`,
  message,
});
