import { describe, expect, it } from '@jest/globals';
import type { Notice } from './notice.js';
import { beginning, change, noticeIdOf } from './notices.rules.js';
import type { BoardEvent } from './notices.rules.js';

const subject = { entry: 'E-1', parcel: 'P', district: '370114', township: '370114-01', planYear: 2026 };
const fact = (type: string, data: object = {}) =>
  ({ type, data: { subject, ...data } }) as unknown as BoardEvent;
const at = (state: Notice['state']) => ({ state, kind: 'listing' }) as Notice;
const nothing = { conditions: [], sales: [], plans: [] };

describe('what a fact does to the notice board', () => {
  it('is about the notice of its round, or the one that an upheld objection ends', () => {
    expect(noticeIdOf(fact('ListingOpened', { round: 2 }))).toBe('E-1.listing.2');
    expect(noticeIdOf(fact('WinnerDefaulted', { round: 2 }))).toBe('E-1.result.2');
    expect(noticeIdOf(fact('DistributionReopened', { round: 3 }))).toBe('E-1.distribution.2');
    expect(noticeIdOf(fact('DealClosed'))).toBe('E-1.deal.1');
  });

  it('tells no result of a round in which nothing was sold', () => {
    const published = fact('ResultPublished', {
      round: 1,
      publishedOn: '2026-05-06',
      url: 'https://example.com/',
    });
    expect(beginning(published, nothing)).toBeUndefined();
  });

  it('ends a trade once: what ends the entry afterwards changes nothing of what was traded', () => {
    const ended = fact('ListingTerminated', { round: 1 });
    expect(change(at('suspended'), ended)).toEqual({ state: 'terminated' });
    expect(change(at('failed'), ended)).toEqual({});
    expect(change(at('closed'), ended)).toEqual({});
    expect(change(at('passed'), fact('DealClosed'))).toEqual({});
    expect(change(at('running'), fact('DealClosed'))).toEqual({ state: 'stopped' });
  });

  it('says of a result what became of it', () => {
    expect(change(at('published'), fact('WinnerDefaulted', { round: 1 }))).toEqual({ state: 'defaulted' });
    expect(change(at('published'), fact('ResultVoided', { round: 1 }))).toEqual({ state: 'voided' });
  });

  it('begins again where the trade goes on, with its new last day', () => {
    const resumed = fact('ListingResumed', { round: 1, closesOn: '2026-06-01' });
    expect(change(at('suspended'), resumed)).toEqual({ state: 'open', closesOn: '2026-06-01' });
  });
});
