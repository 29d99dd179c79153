import type { zhTalk } from './zh-talk.js';

/** What people say about a case. */
export const enTalk: Readonly<Record<keyof typeof zhTalk, string>> = {
  'talk.title': 'Comments',
  'talk.none': 'No comments yet. A comment decides nothing, moves nothing and is never published.',
  'talk.say': 'Say something',
  'talk.missing': 'Write your comment.',
  'talk.for-whom': 'Who may read it',
  'talk.audience.everybody': 'The offices that may see this case',
  'talk.audience.office': 'Only my office',
  'talk.office-only': 'Only my office',
  'talk.send': 'Send comment',
  'talk.of-task': 'About a task',
  'talk.withdraw': 'Withdraw',
  'talk.withdraw-it': 'Withdraw comment {{comment}}',
  'talk.withdraw-sure': 'Its text will no longer be shown. Withdraw it?',
  'talk.keep': 'Keep it',
  'talk.withdrawn': 'Withdrawn at {{at}}',
};
