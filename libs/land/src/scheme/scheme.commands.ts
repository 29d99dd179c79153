import { Command } from '#kernel/messages';
import type { EarliestNotice, ReturnItem } from '../terms.js';
import type { Scheme } from './scheme.events.js';

export class SubmitScheme extends Command<{ entry: string; scheme: Scheme }> {
  readonly type = 'SubmitScheme';
}
export class ReviseScheme extends Command<{
  scheme: Scheme;
  answers: readonly { field: string; answer: string }[];
}> {
  readonly type = 'ReviseScheme';
}
export class WithdrawScheme extends Command<{ reason: string }> {
  readonly type = 'WithdrawScheme';
}
export class ReturnScheme extends Command<{ version: number; by: string; items: readonly ReturnItem[] }> {
  readonly type = 'ReturnScheme';
}
export class ApproveScheme extends Command<{ documentNo: string } & EarliestNotice> {
  readonly type = 'ApproveScheme';
}
export class RejectScheme extends Command<{ reason: string; documentNo?: string }> {
  readonly type = 'RejectScheme';
}
export class LapseScheme extends Command<{ reason: string }> {
  readonly type = 'LapseScheme';
}

export type SchemeCommand =
  SubmitScheme | ReviseScheme | WithdrawScheme | ReturnScheme | ApproveScheme | RejectScheme | LapseScheme;
