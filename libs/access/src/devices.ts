import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { placeOf } from './address.js';
import { digest, newSecret } from './secrets.js';
import { DAY_MS, RealTime, iso } from './time.js';

const SPACE = 'sign-in-devices';
/** A device that did not sign in for so long is a stranger again. */
export const DEVICE_DAYS = 180;

/**
 * From where somebody signed in before: by a secret that the browser keeps, and by address. Opens nothing by
 * itself.
 */
@Injectable()
export class Devices {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  async knows(user: string, device: string | undefined): Promise<boolean> {
    return device !== undefined && (await this.keyValues.get(SPACE, deviceKey(user, device))) !== undefined;
  }

  async knowsPlace(user: string, address: string): Promise<boolean> {
    return (await this.keyValues.get(SPACE, placeKey(user, address))) !== undefined;
  }

  /** After a sign-in. Answers with the device's secret: the one it had, or a new one. */
  async remember(user: string, address: string, device: string | undefined): Promise<string> {
    const secret = device ?? newSecret('rd');
    const until = iso(this.time.ms() + DEVICE_DAYS * DAY_MS);
    await Promise.all([
      this.keyValues.put(SPACE, deviceKey(user, secret), {}, until),
      this.keyValues.put(SPACE, placeKey(user, address), {}, until),
    ]);
    return secret;
  }
}

const deviceKey = (user: string, device: string) => digest(`device ${user} ${device}`);
const placeKey = (user: string, address: string) => digest(`place ${user} ${placeOf(address)}`);
