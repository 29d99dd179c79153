/** How somebody can be reached: a telephone number in its one form, or an address as it was written. */
import { TELEPHONE_FORMS, looksLikeTelephone, readTelephone } from '#policy';
import { field } from './field.js';
import { LINE_MAX, textFault, textForm, textSchema } from './values.js';
import type { TextOptions } from './values.js';

const line = textForm('line');

/** What is meant as a number is one that can be called; anything else is an address. */
export const Contact = (options: TextOptions = {}): PropertyDecorator => {
  const text = textFault('line', options);
  return field(
    {
      kind: 'line',
      schema: textSchema('line', options),
      noun: '联系方式',
      wants: `电话号码或者地址，不超过 ${options.max ?? LINE_MAX} 字`,
      example: '13800000000',
      fault: (value, wanted) => text(value, wanted) ?? telephoneFault(value as string),
      form: (value) => (typeof value === 'string' ? numberIn(value) : undefined) ?? line(value),
    },
    options,
  );
};

const read = (text: string) => (looksLikeTelephone(text) ? readTelephone(text) : undefined);
const numberIn = (text: string): string | undefined => read(text)?.number;
function telephoneFault(text: string): string | undefined {
  const fault = read(text)?.fault;
  return fault === undefined ? undefined : `${fault}；${TELEPHONE_FORMS}`;
}
