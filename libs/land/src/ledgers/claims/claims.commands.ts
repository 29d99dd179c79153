import { commandsTo } from '#kernel/messages';
import type { Actor, Command, CommandsOf, StreamOf } from '#kernel/messages';
import { streamsOf } from '../../shared/terms.js';
import type { Subject } from '../../shared/terms.js';
import type { Claim, ClaimRefusal, WaitsFor } from './claims.events.js';

/** The claims about one entry. */
export const claimsOf = streamsOf('claims');

const command = commandsTo<StreamOf<'claims'>>();

/** Before it is judged. */
export const receiveClaim = command<'ReceiveClaim', { subject: Subject } & Claim>('ReceiveClaim');
/** It came before what it rests on; `commandId` and `actor` are those of the command that was refused. */
export const keepClaimWaiting = command<
  'KeepClaimWaiting',
  {
    claim: string;
    refusal: ClaimRefusal;
    waitsFor: WaitsFor;
    command: Command;
    commandId: string;
    actor: Actor;
  }
>('KeepClaimWaiting');
/** It has waited for as long as a claim may. */
export const expireClaim = command<'ExpireClaim', { claim: string }>('ExpireClaim');
export const acceptClaim = command<'AcceptClaim', { claim: string; version: number }>('AcceptClaim');
export const refuseClaim = command<'RefuseClaim', { claim: string; refusal: ClaimRefusal }>('RefuseClaim');
/** 维持已受理的内容. */
export const upholdRecord = command<'UpholdRecord', { dispute: number; reason: string }>('UpholdRecord');
/** 确有错误，另按作废或者终止办理. */
export const findRecordWrong = command<'FindRecordWrong', { dispute: number; documentNo: string }>(
  'FindRecordWrong',
);

export type ClaimsCommand = CommandsOf<typeof import('./claims.commands.js')>;
