/*
 * Shows: the notice board says what a notice says, and nothing of a person ever gets onto it.
 * How: every fact of every frozen release is folded into notices, and all that people write freely, every
 * name of a person and whatever else a fact may come to hold is a canary that no notice may sing of.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { BOARD_FACTS, BoardProjection, NOTICE, NOTICE_KINDS, NOTICE_STATES } from '#feed';
import type { BoardNotice, Notice } from '#feed';
import { applyPage } from '#kernel';
import type { EventStore, Recorded } from '#kernel';
import { landUpcasting } from '#land';
import { frozenReleases, readCorpus, replay } from '../history/corpus.js';

const CANARY = '成员李某某13800000000';
/** What a person writes freely, or who it is that wrote it, wherever it stands in a fact. */
const PERSONAL = new Set([
  'reason',
  'answer',
  'objector',
  'person',
  'signedBy',
  'signedFor',
  'id',
  'remedy',
  'voucherNo',
  'vote',
]);
/** Parts of the land that are named by an id; all else with one is a member or a person. */
const isMember = (path: string) => /\/members\/\d+\/id$/.test(path);

function poisoned(value: unknown, path = ''): unknown {
  if (Array.isArray(value)) return value.map((one, at) => poisoned(one, `${path}/${at}`));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, one]) => {
    const at = `${path}/${name}`;
    const isPersonal = PERSONAL.has(name) && (name !== 'id' || isMember(at));
    return [name, isPersonal && typeof one === 'string' ? CANARY : poisoned(one, at)];
  });
  return { ...(Object.fromEntries(members) as object), canary: CANARY };
}

const projectionOn = (log: readonly Recorded[]): BoardProjection => {
  const read = async (stream: string) => log.filter((event) => event.stream === stream);
  return new BoardProjection({ read } as unknown as EventStore);
};

async function boardOf(log: readonly Recorded[]): Promise<readonly Notice[]> {
  const projection = projectionOn(log);
  const seen = log.filter(({ type }) => (BOARD_FACTS as readonly string[]).includes(type));
  const documents = new Map<string, object | undefined>();
  const recalled = await projection.recall(seen as Parameters<BoardProjection['recall']>[0]);
  applyPage(projection, documents, seen, recalled);
  return [...documents.values()].flatMap((one) => (one ? [(one as BoardNotice).notice] : []));
}

const upcasting = landUpcasting();
const logs = frozenReleases()
  .map(readCorpus)
  .flatMap((corpus) => corpus.logs.map(({ events }) => replay(events, upcasting)));
const hostile = logs.map((log) =>
  log.map((event) => ({
    ...event,
    data: poisoned(event.data) as object,
    meta: { ...event.meta, actor: { ...event.meta.actor, person: CANARY } },
  })),
);

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const isNotice = ajv.compile(NOTICE.schema);

let notices: readonly Notice[];
beforeAll(async () => {
  notices = (await Promise.all(logs.map(boardOf))).flat();
});

describe('the notice board', () => {
  it('has every kind of notice of the entries that were ever taken through', () => {
    const kinds = new Set(notices.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(Object.keys(NOTICE_KINDS).sort());
    for (const notice of notices) {
      expect([notice.id, isNotice(notice), isNotice.errors]).toEqual([notice.id, true, null]);
      expect(Object.keys(NOTICE_STATES)).toContain(notice.state);
    }
  });

  it('says of a sale what was paid and by whom, only once that has been published', () => {
    const [listing, result] = (['listing', 'result'] as const).map((kind) =>
      notices.find((notice) => notice.kind === kind),
    );
    expect(listing).toMatchObject({ announcementNo: expect.any(String), startFen: expect.any(String) });
    expect(result).toMatchObject({ winner: { uscc: expect.any(String) }, priceFen: expect.any(String) });
    for (const notice of notices.filter(({ kind }) => kind === 'listing'))
      expect([notice.id, notice.winner, notice.priceFen]).toEqual([notice.id, undefined, undefined]);
  });

  it('lets out no sentence that a person wrote freely, no person, and no member that is new', async () => {
    const told = JSON.stringify(hostile.flat().map(({ data }) => data));
    expect(told.split(CANARY).length).toBeGreaterThan(1_000);
    const shown = (await Promise.all(hostile.map(boardOf))).flat();
    expect(shown.length).toBe(notices.length);
    expect(JSON.stringify(shown)).not.toContain(CANARY);
    const words = hostile.flatMap((log) =>
      shown.map((notice) => projectionOn(log).index({ notice, sequence: '' })),
    );
    expect(JSON.stringify(words)).not.toContain(CANARY);
  });

  it('begins no notice out of a fact that only changes one', async () => {
    const changesOnly = logs.map((log) =>
      log.filter(({ type }) => /^(ListingOpened|ListingSold|DealConfirmed|PublicationPassed)$/.test(type)),
    );
    expect(changesOnly.flat().length).toBeGreaterThan(3);
    expect((await Promise.all(changesOnly.map(boardOf))).flat()).toEqual([]);
  });
});
