import { SetMetadata } from '@nestjs/common';
import type { Schema } from './schema.js';

/** Metadata key of what a route answers; the document is completed from it. */
export const ANSWER = 'rushi:answer';

export type AnswerHeader = 'ETag' | 'Location' | 'Link' | 'Retry-After' | 'RateLimit' | 'RateLimit-Policy';
export type AnswerOptions = Readonly<{
  headers?: readonly AnswerHeader[];
  /** Headers that it asks of whoever has no account; those of everybody else follow from its form. */
  takes?: readonly ('Idempotency-Key' | 'Objection-Code')[];
  /** What 202 says, where what was sent may have to wait; its body has the same schema. */
  waits?: string;
  /** Other than JSON. */
  types?: readonly string[];
  /** Where the body's class alone does not say it all. */
  body?: Schema;
  /** What the body is written as, where it is not JSON. */
  bodyType?: string;
  /** Refusals that cannot be told from the route's form. */
  problems?: readonly number[];
  /** First words of the codes that it may be refused with, besides those of its right. */
  topics?: readonly string[];
}>;
export type AnswerOf = AnswerOptions & Readonly<{ schema: Schema | null }>;

/** What a route answers when all is well; `null` is an answer without a body. */
export const Answer = (schema: Schema | null, options: AnswerOptions = {}) =>
  SetMetadata(ANSWER, { schema, ...options } satisfies AnswerOf);
