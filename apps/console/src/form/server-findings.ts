import { ApiError } from '../api/client.js';
import type { FormField } from '../api/types.js';
import { fieldAt } from './typed.js';
import type { Finding } from './typed.js';
import { labelOf } from './values.js';

/**
 * What the server found in a form, at the form's own paths. `under` is where the form stands in what was
 * sent, such as `/data`. Empty where the refusal is not about fields.
 */
export function findingsOf(error: unknown, fields: readonly FormField[], under = ''): readonly Finding[] {
  if (!(error instanceof ApiError)) return [];
  return (error.problem.errors ?? []).map(({ pointer, message, source }) => {
    const path = pointer.startsWith(`${under}/`) ? pointer.slice(under.length) : pointer;
    const field = fieldAt(fields, path);
    return { path, label: field ? labelOf(field) : path, message, ...(source ? { source } : {}) };
  });
}
