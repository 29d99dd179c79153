import { expect, it } from '@jest/globals';
import { narrowed } from './scope.js';

it.each([
  ['nothing, whatever is asked for', null, { district: '370114' }, null],
  ['all of one’s own', { district: '370114' }, {}, { district: '370114' }],
  ['one district of the city', {}, { district: '370114' }, { district: '370114' }],
  ['one township of one’s own', { district: '1' }, { township: '1-2' }, { district: '1', township: '1-2' }],
  ['one’s own by its name', { township: '1-2' }, { township: '1-2' }, { township: '1-2' }],
  ['nothing of another district', { district: '370114' }, { district: '370115' }, null],
  ['nothing of another township', { township: '1-2' }, { township: '1-3' }, null],
])('a list shows %s', (_, scope, asked, shown) => {
  expect(narrowed(scope, asked)).toEqual(shown);
});
