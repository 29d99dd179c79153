import { expect, it } from '@jest/globals';
import { keepJob, keptJob } from './kept-job.js';

it('keeps a job for whoever began it until it has been looked at, where the browser lets it', () => {
  const places = new Map<string, string>();
  const tab = {
    getItem: (place: string) => places.get(place) ?? null,
    setItem: (place: string, id: string) => void places.set(place, id),
    removeItem: (place: string) => void places.delete(place),
  };
  expect(keptJob(tab, 'qian')).toBeNull();
  keepJob(tab, 'qian', 'job-1');
  expect([keptJob(tab, 'qian'), keptJob(tab, 'tang')]).toEqual(['job-1', null]);
  keepJob(tab, 'qian', undefined);
  expect(keptJob(tab, 'qian')).toBeNull();

  const closed = () => {
    throw new Error('denied');
  };
  const none = { getItem: closed, setItem: closed, removeItem: closed };
  expect(() => keepJob(none, 'qian', 'job-1')).not.toThrow();
  expect(keptJob(none, 'qian')).toBeNull();
});
