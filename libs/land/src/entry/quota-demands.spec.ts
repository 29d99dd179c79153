import { expect, it } from '@jest/globals';
import { quotaDemandsOf } from './quota-demands.js';

const handedIn = (type: string, areaM2: string, route: string, landSource: string) => ({
  type,
  data: { scheme: { deal: { areaM2, route }, landSource, readiness: 50 } },
});

it('asks of the plan what the scheme that was handed in last needs', () => {
  const submitted = handedIn('SchemeSubmitted', '1000.00', 'in-place', 'existing');
  const revised = handedIn('SchemeRevised', '900.00', 'in-place', 'new');
  expect(quotaDemandsOf([submitted])).toEqual([{ kind: 'supply', areaM2: '1000.00' }]);
  expect(quotaDemandsOf([submitted, { type: 'SchemeReturned', data: {} }, revised])).toEqual([
    { kind: 'supply', areaM2: '900.00' },
    { kind: 'new', areaM2: '900.00' },
  ]);
  expect(quotaDemandsOf([])).toEqual([]);
});
