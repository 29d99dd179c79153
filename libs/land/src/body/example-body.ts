import type { Type } from '@nestjs/common';
import { DESCRIBED, WITHIN } from './field.js';
import type { Described } from './field.js';
import { optionalIn } from './read-body.js';
import { exampleJson } from './structures.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * A body of the examples that its form shows, as somebody sends it who has only read the form: every field
 * that it must have; of days, `today` (a civil date). It passes the checks of the body; whether what it says
 * is so, the decider asks.
 */
export function exampleBody<Body extends object>(shape: Type<Body>, today: string): Body {
  return Object.assign(new shape(), valuesOf(shape, today));
}

function valuesOf(shape: Type<object>, today: string): Values {
  const optional = optionalIn(shape);
  const within = WITHIN.of(shape);
  return Object.fromEntries(
    [...DESCRIBED.of(shape)]
      .filter(([name]) => !optional.has(name))
      .map(([name, described]) => {
        const inner = within.get(name);
        if (inner === undefined) return [name, valueOf(described, today)];
        const one = exampleBody(inner.shape(), today);
        return [name, inner.max === undefined ? one : [one]];
      }),
  );
}

const valueOf = (described: Described, today: string): unknown =>
  described.kind === 'day' ? today : (JSON.parse(exampleJson(described)) as unknown);
