import { describe, expect, it } from '@jest/globals';
import { eventReader } from './stream.js';

const SENT = [
  'retry: 3000\nid: 41\n\n',
  'id: 42\ndata: {"items":[{"kind":"task","id":"task-1"}]}\n\n',
  ': here\nid: 43\n\n',
  'event: reset\nid: 44\ndata: {}\n\n',
];
const MESSAGES = [
  { retryMs: 3_000, position: '41' },
  { position: '42', told: { items: [{ kind: 'task', id: 'task-1' }] } },
  { position: '43' },
  { position: '44', told: 'everything' },
];

describe('what the server tells of changes', () => {
  it('is heard event by event', () => {
    const read = eventReader();
    expect(SENT.flatMap((event) => read(event))).toEqual(MESSAGES);
  });

  it('is heard alike wherever the line cuts it', () => {
    const read = eventReader();
    expect([...SENT.join('')].flatMap((letter) => read(letter))).toEqual(MESSAGES);
    expect(eventReader()(SENT.join(''))).toEqual(MESSAGES);
  });

  it('is not heard before it is whole', () => {
    const read = eventReader();
    expect(read('id: 42\ndata: {"items"')).toEqual([]);
    expect(read(':[]}\n')).toEqual([]);
    expect(read('\n')).toEqual([{ position: '42', told: { items: [] } }]);
  });
});
