import type { Recorded } from '#kernel';
import type { Subject } from '../../shared/terms.js';
import { claimsOf } from './claims.commands.js';
import { judgeWaitingClaims } from './claims.waiting.commands.js';

/** Also after a claim began to wait: what it waits for may have come while it was being kept. */
export const judgeClaimsThatWaited = ({ data }: Recorded) =>
  judgeWaitingClaims(claimsOf((data as Readonly<{ subject: Subject }>).subject.entry), {});
