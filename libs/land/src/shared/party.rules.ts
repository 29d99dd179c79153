/**
 * Whoever is named as a party is named by a credit code that can be one, by whichever way the name came in.
 * Pure.
 */
import { usccFault } from '#policy';
import { refuser } from './refusal.js';

export const refuse = refuser({
  'party.uscc': {
    zh: '“{uscc}”不是统一社会信用代码：{fault}。请按登记证填写后重新报送。',
    en:
      '"{uscc}" is not a unified social credit code (GB 32100): eighteen characters with a true check ' +
      'digit. Take it from the certificate of registration and report again.',
    source: 'GB 32100-2015',
  },
});

/** @throws Rejected `party.uscc` for the first that is none */
export function requireUsccs(...written: readonly string[]): void {
  for (const uscc of written) {
    const fault = usccFault(uscc);
    if (fault !== undefined) throw refuse('party.uscc', { uscc, fault });
  }
}
