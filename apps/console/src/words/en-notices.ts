import type { zhNotices } from './zh-notices.js';

/** What somebody is told. */
export const enNotices: Readonly<Record<keyof typeof zhNotices, string>> = {
  'notices.title': 'Notices',
  'notices.unread': 'Notices, {{count}} unread',
  'notices.all': 'All notices',
  'notices.due': 'Due soon',
  'notices.due-on': 'due on {{day}}',
  'notices.none': 'No notices yet. New work, what became of your schemes, and comments will be listed here.',
  'notices.more': 'Earlier notices',
  'notices.read': 'Mark as read',
  'notices.read-all': 'Mark all as read',
  'notices.over': 'Done',
  'notices.kind.task': 'New work',
  'notices.kind.handed': 'Work handed to you',
  'notices.kind.due': 'Work due soon',
  'notices.kind.overdue': 'Work overdue',
  'notices.kind.escalated': 'Late work that came up to you',
  'notices.kind.scheme': 'A scheme of your office',
  'notices.kind.comment': 'New comment',
  'notices.kind.objection': 'An objection came',
  'notices.kind.oversight': 'An answer to your oversight',
  'calendar.title': 'Calendar',
  'calendar.what':
    'Have the last days of your work in the calendar of your telephone or office program. Whoever has the ' +
    'link sees them: pass it on to nobody.',
  'calendar.none': 'There is no link yet.',
  'calendar.since':
    'A link was made at {{at}}. It is shown only when it is made; a new one ends the one before.',
  'calendar.make': 'Make a link',
  'calendar.make-anew': 'Make a new link',
  'calendar.link': 'Link',
  'calendar.copy': 'Copy link',
  'calendar.copied': 'Copied',
  'calendar.not-copied': 'It could not be copied. Select the link and copy it by hand.',
  'calendar.revoke': 'Revoke',
};
