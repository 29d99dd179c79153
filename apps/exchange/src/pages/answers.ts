import type { Request, Response } from 'express';
import { Refused } from '../lots/refused.js';

const STATUS: Readonly<Partial<Record<Refused['code'], number>>> = {
  'lot-unknown': 404,
  'bidder-malformed': 422,
  'amount-malformed': 422,
  'setting-malformed': 422,
};
const CONFLICT = 409;

export type Outcome = Readonly<{ text: string; isRefused: boolean }>;

const SAID = 'said';
const REFUSED = 'refused';

/** Does what a form asks and answers it: a script with JSON, a browser without one with the page again. */
export async function answerForm(
  request: Request,
  response: Response,
  back: string,
  work: () => Promise<string>,
): Promise<void> {
  const { text, status } = await work().then(
    (done) => ({ text: done, status: 200 }),
    (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      return { text: error.zh, status: STATUS[error.code] ?? CONFLICT };
    },
  );
  const isRefused = status !== 200;
  if (request.accepts(['html', 'json']) === 'json') {
    response.status(status).json({ text, isRefused } satisfies Outcome);
    return;
  }
  const where = new URLSearchParams({ [SAID]: text, ...(isRefused ? { [REFUSED]: '1' } : {}) });
  response.redirect(303, `${back}?${where.toString()}`);
}

/** What the form before said, for the page that follows it. */
export function saidIn({ query }: Request): Outcome | undefined {
  const text = query[SAID];
  return typeof text === 'string' ? { text, isRefused: query[REFUSED] === '1' } : undefined;
}

/** One field of a form, as text; an absent one is empty. */
export function fieldOf({ body }: Request, name: string): string {
  const value = (body as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value.trim() : '';
}
