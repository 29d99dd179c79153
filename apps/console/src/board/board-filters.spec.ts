import { describe, expect, it } from '@jest/globals';
import { boardFilters, pressed, townshipsIn } from './board-filters.js';

const card = (township: string) => ({ township, names: { township: `${township}街道` } });

describe('the filters of the board', () => {
  it('are what the address says, and nothing that it invents', () => {
    const search = new URLSearchParams('kind=deal&q=%E4%B8%89&limit=9&state=');
    expect(boardFilters(search)).toEqual({ kind: 'deal', q: '三' });
  });

  it('are chosen by pressing and left by pressing again', () => {
    const chosen = pressed(new URLSearchParams('q=a'), 'kind', 'deal');
    expect(chosen.toString()).toBe('q=a&kind=deal');
    expect(pressed(chosen, 'kind', 'listing').get('kind')).toBe('listing');
    expect(pressed(chosen, 'kind', 'deal').toString()).toBe('q=a');
  });

  it('offer each township once, and the chosen one though nothing of it is shown', () => {
    const cards = [card('370114-02'), card('370114-01'), card('370114-02')];
    expect(townshipsIn(cards, null).map(({ code }) => code)).toEqual(['370114-01', '370114-02']);
    expect(townshipsIn([], '370114-09')).toEqual([{ code: '370114-09', name: '370114-09' }]);
  });
});
