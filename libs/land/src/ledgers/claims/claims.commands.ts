import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import { streamsOf } from '../../shared/terms.js';
import type { Subject } from '../../shared/terms.js';
import type { Claim, ClaimRefusal } from './claims.events.js';

/** The claims about one entry. */
export const claimsOf = streamsOf('claims');

const command = commandsTo<StreamOf<'claims'>>();

/** Before it is judged. */
export const receiveClaim = command<'ReceiveClaim', { subject: Subject } & Claim>('ReceiveClaim');
export const acceptClaim = command<'AcceptClaim', { claim: string; version: number }>('AcceptClaim');
export const refuseClaim = command<'RefuseClaim', { claim: string; refusal: ClaimRefusal }>('RefuseClaim');
/** 维持已受理的内容. */
export const upholdRecord = command<'UpholdRecord', { dispute: number; reason: string }>('UpholdRecord');
/** 确有错误，另按作废或者终止办理. */
export const findRecordWrong = command<'FindRecordWrong', { dispute: number; documentNo: string }>(
  'FindRecordWrong',
);

export type ClaimsCommand = CommandsOf<typeof import('./claims.commands.js')>;
