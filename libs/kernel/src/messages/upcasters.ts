/** A type of fact in one of its shapes, as `Metadata.schema` counts them from 1. */
export type Shape = Readonly<{ type: string; schema: number }>;

/** What stands in a log, and what it is read as. Both plain JSON. */
export type Sample<Was extends object = object, Is extends object = object> = Readonly<{ was: Was; is: Is }>;

/**
 * One step from a shape that is no longer written to the next: pure, without clock, dice or memory. It
 * changes the data of a fact, and perhaps its name; never who, when, why and by which rules.
 */
export type Upcaster = Shape &
  Readonly<{
    to: Shape;
    up: (data: object) => object;
    /** At least one, from a log of a release that wrote the old shape. */
    samples: readonly Sample[];
  }>;

type Step<Was extends object, Is extends object> = Readonly<{
  type: string;
  /** The schema that is read. */
  from: number;
  /** Where nothing is said: the same type in its next schema. */
  to?: Shape;
  up: (data: Readonly<Was>) => Is;
  samples: readonly [Sample<Was, Is>, ...Sample<Was, Is>[]];
}>;

/**
 * Declares how a fact of an earlier shape is read. A type stays as it is and its schema goes up by one, or it
 * gets another name, and begins there with the schema that `to` says. Written once, never edited: a further
 * change is a further step.
 */
export const upcaster = <Was extends object, Is extends object>({
  type,
  from,
  to = { type, schema: from + 1 },
  up,
  samples,
}: Step<Was, Is>): Upcaster => ({
  type,
  schema: from,
  to,
  up: (data) => up(data as Was),
  samples,
});
