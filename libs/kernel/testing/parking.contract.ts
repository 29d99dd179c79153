import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINE } from '#kernel';
import type { Actor, CommandMeta, Parked, Parking, Refusal } from '#kernel';

/** What every parking promises. `open` gives an empty one. */
export function parkingContract(
  name: string,
  open: () => Promise<{ parking: Parking; close: () => Promise<void> }>,
): void {
  describe(`the parking on ${name}`, () => {
    let parking: Parking;
    let close: () => Promise<void>;
    beforeAll(async () => ({ parking, close } = await open()));
    afterAll(() => close());

    const LI: Actor = { person: '李', role: 'approver', office: '370114/government' };
    const metaOf = (id: string): CommandMeta => ({
      id,
      correlation: 'entry-1',
      causation: 'grant-1@0',
      actor: ENGINE,
      at: '2026-03-01T08:00:00.000Z',
      policy: 'jinan@2026.1',
    });
    const parked = (id: string, correlation = 'entry-1'): Parked => ({
      id,
      source: 'surveySaga',
      correlation,
      event: 'grant-1@0',
      command: { type: 'OrderSurvey', stream: 'grant-1', data: { bureau: '县' }, meta: metaOf(id) },
      code: 'GRANT_WITHDRAWN',
      reason: 'A withdrawn grant cannot be surveyed.',
      parkedAt: '2026-03-01T08:00:00.000Z',
    });
    const refusal = (id: string, correlation = 'entry-1'): Refusal => ({
      id,
      type: 'ApproveScheme',
      stream: 'scheme-1',
      correlation,
      actor: LI,
      code: 'FOUR_EYES',
      reason: 'Who prepared it does not approve it.',
      at: '2026-03-01T08:00:00.000Z',
    });

    it('keeps a command once, however often it is parked', async () => {
      for (const id of ['c1', 'c2', 'c1', 'c3']) await parking.park(parked(id));
      await parking.park({ ...parked('c1'), reason: 'another' });
      expect(await parking.parked()).toEqual(['c1', 'c2', 'c3'].map((id) => parked(id)));
      expect(await parking.count()).toBe(3);
      expect(await parking.find('c2')).toEqual(parked('c2'));
      expect(await parking.find('c9')).toBeUndefined();
    });

    it('lists page by page', async () => {
      expect((await parking.parked(undefined, 2)).map(({ id }) => id)).toEqual(['c1', 'c2']);
      expect((await parking.parked('c2', 2)).map(({ id }) => id)).toEqual(['c3']);
    });

    it('lets one person settle a command, and parking it again does not bring it back', async () => {
      expect(await parking.settle('c1', 'released', '李')).toBe(true);
      expect(await parking.settle('c1', 'dismissed', '王')).toBe(false);
      expect(await parking.settle('c9', 'dismissed', '王')).toBe(false);
      await parking.park(parked('c1'));
      expect((await parking.parked()).map(({ id }) => id)).toEqual(['c2', 'c3']);
      expect((await parking.parked('c1')).map(({ id }) => id)).toEqual(['c2', 'c3']);
      expect(await parking.find('c1')).toBeUndefined();
    });

    it('lists what of one entry is parked, oldest first, and nothing that was settled', async () => {
      await parking.park(parked('c4', 'entry-2'));
      expect(await parking.parkedOf('entry-1')).toEqual(['c2', 'c3'].map((id) => parked(id)));
      expect(await parking.parkedOf('entry-1', 1)).toEqual([parked('c2')]);
      expect(await parking.parkedOf('entry-2')).toEqual([parked('c4', 'entry-2')]);
      await parking.settle('c4', 'dismissed', '王');
      expect(await parking.parkedOf('entry-2')).toEqual([]);
      expect(await parking.parkedOf('entry-9')).toEqual([]);
    });

    it('keeps what people were refused, newest first, each once', async () => {
      for (const id of ['r1', 'r2', 'r1']) await parking.refuse(refusal(id));
      await parking.refuse(refusal('r3', 'entry-2'));
      expect(await parking.refusals('entry-1')).toEqual(['r2', 'r1'].map((id) => refusal(id)));
      expect(await parking.refusals('entry-1', 1)).toHaveLength(1);
      expect(await parking.refusals('entry-9')).toEqual([]);
    });
  });
}
