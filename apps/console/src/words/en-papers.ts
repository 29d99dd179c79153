import type { zhPapers } from './zh-papers.js';

/** The papers of a case. */
export const enPapers: Readonly<Record<keyof typeof zhPapers, string>> = {
  'papers.title': 'Papers',
  'papers.archive': 'Take the case file away',
  'papers.archive.label': 'Take the case file away {{entry}} (ZIP)',
  'papers.how':
    'Choose files by “Add”, or drop them on the line that they are for, several at once; ' +
    'an upload that broke can go on.',
  'papers.to-come': 'Papers that a scheme needs',
  'papers.to-come-when':
    'Attach them once the scheme is handed in, on the page that follows or ' +
    'on that of the case; what may follow comes within its time.',
  'papers.missing-now': 'This step still lacks {{count}} kinds of papers that it needs.',
  'papers.complete-now': 'This step has all papers that it needs.',
  'papers.of': '{{attached}} of {{all}} there',
  'papers.state.attached': 'There',
  'papers.state.missing': 'Missing',
  'papers.state.may-follow': 'May follow within {{days}} days',
  'papers.state.not-needed': 'Not needed',
  'papers.others': 'Papers beside the list',
  'papers.other': 'Other papers',
  'papers.withdrawn-ones': 'Withdrawn papers ({{count}})',
  'papers.add': 'Add',
  'papers.add-for': 'Add papers: {{label}}',
  'papers.digests': 'Digests of the content',
  'papers.withdraw': 'Withdraw',
  'papers.withdraw-it': 'Withdraw {{name}}',
  'papers.withdrawn': 'Withdrawn at {{at}}: {{reason}}',
  'papers.reason': 'Why “{{name}}” is withdrawn',
  'papers.reason-missing': 'Say why it is withdrawn.',
  'papers.withdraw-now': 'Withdraw it',
  'papers.keep': 'Keep it',
  'papers.sending.waiting': 'Waits to be sent, {{bytes}}',
  'papers.sending.sending': 'Sending {{sent}} of {{bytes}}',
  'papers.sending.attaching': 'Sent, its content is being looked at',
  'papers.sending.broken': 'Not finished, {{sent}} of {{bytes}} sent',
  'papers.go-on': 'Go on',
  'papers.go-on-with': 'Go on sending {{name}}',
  'papers.cancel': 'Cancel',
  'papers.cancel-it': 'Cancel sending {{name}}',
  'papers.progress': 'How far {{name}} is',
};
