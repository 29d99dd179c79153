import { stageRoom } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './registration.commands.js';
import { RegistrationDeadlines } from './registration.deadlines.js';
import { registration } from './registration.decider.js';
import type { RegistrationEvent } from './registration.events.js';
import { refuse } from './registration.refusals.js';
import { REGISTRATION_WORK } from './registration.work.js';

export const registrationRoom = stageRoom<RegistrationEvent>()({
  stream: 'registration',
  name: { zh: '不动产登记', en: 'Registration' },
  passage: { zh: '不动产登记', who: 'registration centre', whoZh: '不动产登记中心', law: '实施条例 Art. 42' },
  module: moduleOf('registration', commands, registration, RegistrationDeadlines),
  decider: registration,
  refusals: refuse.catalogue,
  work: REGISTRATION_WORK,
  upcasters: [],
  facts: {
    GateMet: { zh: '满足一项登记条件', en: 'A condition of registration met' },
    RegistrationHeld: { zh: '暂缓登记', en: 'Registration held' },
    RegistrationHoldLifted: { zh: '解除暂缓登记', en: 'Hold of the registration lifted' },
    RegistrationReady: { zh: '登记条件齐备', en: 'Ready to register' },
    RegistrationOverdue: { zh: '登记逾期未办', en: 'Registration overdue' },
    ApplicationAccepted: { zh: '登记机构受理', en: 'Application accepted by the registry' },
    CorrectionAsked: { zh: '登记机构要求补正', en: 'Correction asked for by the registry' },
    RegistrationRefused: { zh: '不予登记', en: 'Registration refused' },
    AppliedAgain: { zh: '重新申请登记', en: 'Applied again' },
    RightRegistered: { zh: '办理不动产登记', en: 'Right registered' },
    DistributionNoted: { zh: '收益分配完成', en: 'Distribution noted' },
    EntryCompleted: { zh: '入市办结', en: 'Entry completed' },
    RegistrationClosed: { zh: '登记终止', en: 'Registration closed' },
  },
  stands: {
    ready: { after: ['RegistrationReady'], zh: '待登记' },
    registered: { after: ['RightRegistered'], zh: '已登记' },
    completed: { after: ['EntryCompleted'], zh: '已办结', ends: true },
  },
});
