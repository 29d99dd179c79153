import { enAdmin } from './en-admin.js';
import { enBegin } from './en-begin.js';
import { enBoard } from './en-board.js';
import { enBulk } from './en-bulk.js';
import { enCase } from './en-case.js';
import { enFind } from './en-find.js';
import { enForm } from './en-form.js';
import { enRegisters } from './en-registers.js';
import { enGround } from './en-ground.js';
import { enMap } from './en-map.js';
import { enNotices } from './en-notices.js';
import { enPapers } from './en-papers.js';
import { enMoney } from './en-money.js';
import { enRegistration } from './en-registration.js';
import { enQuota } from './en-quota.js';
import { enSchemeForm } from './en-scheme-form.js';
import { enSecurity } from './en-security.js';
import { enOversight } from './en-oversight.js';
import { enTalk } from './en-talk.js';
import { enStats } from './en-stats.js';
import type { WordKey } from './zh.js';

/** The same in English; official names of work, facts and fields stay Chinese, as the papers have them. */
export const en: Readonly<Record<WordKey, string>> = {
  ...enAdmin,
  ...enBegin,
  ...enBoard,
  ...enBulk,
  ...enCase,
  ...enNotices,
  ...enSecurity,
  product: 'Rushi 入市',
  'product-does': 'Collective construction land enters the market: from the scheme to the registered right.',
  'frame.skip': 'Skip to the content',
  'frame.to./desk': 'My work',
  'frame.to./entries': 'Cases',
  'frame.to./schemes/new': 'New scheme',
  'frame.to./layers': 'Layers',
  'frame.to./quota': 'Quota',
  'frame.places': 'Main pages',
  'frame.connecting': 'Connecting…',
  'frame.away':
    'The connection is lost and is being made again; what you have not sent is still on this page',
  'frame.well': 'Connected',
  'frame.live': 'Connected, kept up to date',
  'frame.lost':
    'The connection is lost and is being made again. What you see may be old; what you typed is still here.',
  'clock.line': 'Time of the demonstration',
  'clock.runs': 'Time of the demonstration: {{when}}. It goes on by itself; forward by:',
  'clock.stands': 'The demonstration stands at {{when}}; forward by:',
  'clock.forward': '{{days}} days',
  'clock.turning': 'Going forward; what falls due on the way is done …',
  'clock.turned': 'It is {{when}} now; what fell due on the way is done.',
  'clock.to': 'Go to its end',
  'clock.to-of': 'Go to its end: {{what}}',
  'clock.sure': 'Turn the demonstration forward to {{when}}? What falls due is done, for everybody.',
  'clock.go': 'Go forward',
  'clock.stay': 'Stay',
  'session.leave': 'Sign out',
  'acting.title': 'Deputy',
  'acting.begin': 'Act for {{name}}',
  'acting.now': 'You are acting for {{name}}',
  'acting.leave': 'Act for yourself again',
  'sign-in.as': 'Sign in as',
  'sign-in.demo': 'Demonstration: people, parcels and offices are invented; do with them as you like.',
  'sign-in.password-way': 'Sign in with account and password',
  'sign-in.user': 'Account',
  'sign-in.password': 'Password',
  'sign-in.go': 'Sign in',
  'role.clerk': 'Township clerk',
  'role.reviewer': 'Department reviewer',
  'role.approver': 'District government',
  'role.planner': 'Planning',
  'role.finance': 'Finance',
  'role.registrar': 'Registrar',
  'role.supervisor': 'City supervisor',
  'role.auditor': 'Auditor',
  'role.platform': 'Trading platform',
  'role.admin': 'Administrator',
  'role.engine': 'Engine',
  'state.loading': 'Loading',
  'state.again': 'Try again',
  'problem.page': 'The page failed. Reload it and try again; what was saved is kept.',
  'problem.no-answer':
    'The server did not answer. Check the network and try again; sending again does nothing twice.',
  'problem.help': 'What it means and what to do',
  'problem.trace': 'Trace',
  'area.m2': 'm²',
  'area.also': '{{mu}} mu, {{hectares}} ha',
  'countdown.ample': '{{days}} working days left',
  'countdown.near': '{{days}} working days left',
  'countdown.today': 'Due today',
  'countdown.overdue': '{{days}} working days overdue',
  'countdown.until': 'Until the end of {{day}}',
  'countdown.source': 'Source: {{source}}',
  'countdown.unconfirmed': 'This time has not been confirmed by the authority yet',
  'desk.numbers': 'My work',
  'desk.all': 'To do',
  'desk.watched': 'Waiting in the area',
  'desk.near': 'Due soon',
  'desk.overdue': 'Overdue',
  'desk.returned': 'Returned to me',
  'desk.nothing': 'There is nothing to do.',
  'task.what': 'Task',
  'task.left': 'Time left',
  'task.whose': 'Who',
  'task.nobody': 'Nobody yet ({{office}})',
  ...enFind,
  ...enForm,
  ...enRegisters,
  ...enGround,
  ...enMap,
  ...enPapers,
  ...enOversight,
  ...enTalk,
  ...enMoney,
  ...enQuota,
  ...enRegistration,
  ...enSchemeForm,
  ...enStats,
};
