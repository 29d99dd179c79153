/** The board as a feed (Atom, RFC 4287), for readers of news and for the sites of townships. */
import { escaped } from '../pages/page.js';
import { titleOf } from './board-view.js';
import type { NoticeCard } from './board-view.js';

export const ATOM = 'application/atom+xml';

/** Signs that no XML 1.0 may hold, not even escaped. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const text = (value: string): string => escaped(value.replace(NOT_XML, ''));

/** When the board of an installation was empty: a feed has to say when it changed last. */
const NEVER = '1970-01-01T00:00:00.000Z';

/**
 * `address`: where the installation is reached from outside; without one every link is relative to the feed's
 * own. Ids are made of the notice alone, so that they are the same wherever and however it is read.
 */
export function atomOf(cards: readonly NoticeCard[], address = ''): string {
  const updated = cards.map((card) => card.updated).reduce((last, one) => (one > last ? one : last), NEVER);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    '<id>urn:rushi:board</id>',
    '<title>集体经营性建设用地入市：公示与公告</title>',
    `<updated>${updated}</updated>`,
    '<author><name>入市 Rushi</name></author>',
    `<link rel="self" type="${ATOM}" href="${text(address)}/public/v1/notices.atom"/>`,
    `<link rel="alternate" type="text/html" href="${text(address)}/board"/>`,
    ...cards.map((card) => entryOf(card, address)),
    '</feed>',
    '',
  ].join('\n');
}

function entryOf(card: NoticeCard, address: string): string {
  const { id, names, updated, publishedOn, areaM2, use, termYears } = card;
  const summary = [names.state, names.form, names.method, use.name, `${areaM2} 平方米`, `${termYears} 年`];
  return [
    '<entry>',
    `<id>urn:rushi:notice:${encodeURIComponent(id)}</id>`,
    `<title>${text(titleOf(card))}</title>`,
    `<updated>${updated}</updated>`,
    `<published>${publishedOn}T00:00:00+08:00</published>`,
    `<category term="${card.kind}" label="${text(names.kind)}"/>`,
    `<link rel="alternate" type="text/html" href="${text(address)}/board/${encodeURIComponent(id)}"/>`,
    `<summary>${text(summary.join('，'))}</summary>`,
    '</entry>',
  ].join('\n');
}
