import { MINUTE_MS, SignInNeeds } from '#access';
import type { Role } from '#access';
import type { Settings } from '../settings.js';

/** What is asked of whoever signs in and decides, as it is set. */
export const signInNeedsOf = ({ SECOND_FACTOR, CONFIRM_WITHIN }: Settings): SignInNeeds =>
  new SignInNeeds(
    SECOND_FACTOR.split(',').filter((role): role is Role => role !== ''),
    CONFIRM_WITHIN === undefined ? undefined : Number.parseInt(CONFIRM_WITHIN, 10) * MINUTE_MS,
  );
