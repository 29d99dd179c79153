import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { placeOf } from './address.js';
import type { Machine } from './access-tokens.js';
import { AuditTrail } from './audit.js';
import { DEVICE_DAYS } from './devices.js';
import { digest } from './secrets.js';
import { DAY_MS, RealTime, iso } from './time.js';

const SPACE = 'key-places';
/** So many pairs of key and place this process remembers; whichever it forgets it looks up again. */
const REMEMBERED_MAX = 10_000;

/**
 * Notes from where a key is used for the first time: whoever has copied it uses it from elsewhere, and the
 * auditor sees it. It hinders nothing: an office may move, and a machine may have several addresses.
 */
@Injectable()
export class KeyPlaces {
  private readonly remembered = new Set<string>();

  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /** `address` of whoever has just shown the key, or a token of it. */
  async note({ person, key }: Machine, address: string): Promise<void> {
    const place = placeOf(address);
    const pair = digest(`key ${key.id} ${place}`);
    if (this.remembered.has(pair)) return;
    const until = iso(this.time.ms() + DEVICE_DAYS * DAY_MS);
    if (await this.keyValues.insert(SPACE, pair, {}, until))
      await this.audit.note(person.user, 'key.new-place', person.user, { key: key.id, place });
    if (this.remembered.size >= REMEMBERED_MAX) this.remembered.clear();
    this.remembered.add(pair);
  }
}
