import { expect, it } from '@jest/globals';
import { StorageAway, StorageFull } from '#kernel';
import { problemOf } from './problems.js';

it.each([
  [new StorageAway('inside', '57P01'), 'storage.away', '5'],
  [new StorageFull('inside', '53100'), 'storage.full', '60'],
])(
  'an outage of the storage (%p) is answered with 503, what it is and when to ask again, without its inside',
  (fault, code, seconds) => {
    const { body, headers } = problemOf(fault, 'trace');
    expect(body).toMatchObject({ status: 503, code, retryable: true, detailEn: expect.any(String) });
    expect(headers).toEqual({ 'Retry-After': seconds });
    expect(JSON.stringify(body)).not.toContain('inside');
  },
);
