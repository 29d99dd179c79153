import type { Event } from '#kernel/messages';
import type { Subject } from '../../shared/terms.js';

/** Who may read a comment: whoever may read the entry, or the office of whoever wrote it alone. */
export const AUDIENCE_NAMES = { everybody: '可以查看该事项的各单位', office: '仅本单位' } as const;
export type Audience = keyof typeof AUDIENCE_NAMES;

/** What somebody said about a case. It decides nothing, and no rule reads it. */
export type Comment = Readonly<{
  /** Counts the comments of the entry, from 1. */
  comment: number;
  /** Id of the task that it is about; null where it is about the entry. */
  task: string | null;
  audience: Audience;
  /** User name of whoever wrote it, and the office for which they did. */
  by: string;
  office: string;
  /** Plain text as it was typed: never read as a page. */
  text: string;
}>;

export type CommentsEvent =
  | Event<'CommentAdded', { subject: Subject } & Comment>
  /** Whoever wrote it no longer stands by it; its number and who wrote it stay. */
  | Event<'CommentWithdrawn', { subject: Subject; comment: number }>;
