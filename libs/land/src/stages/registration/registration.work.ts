import { registrationOf } from '../../shared/terms.js';
import { outcome, whenOf, work } from '../../work/work.js';
import {
  ApplyAgainBody,
  CorrectionNoticeBody,
  RegistrationRefusalBody,
  RightBody,
} from './registration.bodies.js';
import * as commands from './registration.commands.js';
import type { RegistrationEvent } from './registration.events.js';

const when = whenOf<RegistrationEvent>();
/** Facts of the first application do not say its round. */
const roundIn = ({ round }: Readonly<{ round?: number }>): Readonly<{ round?: number }> =>
  round === undefined ? {} : { round };
const SECOND_ROUND = 2;

export const registerRight = work('register-right', {
  zh: '办理不动产登记',
  role: 'registrar',
  bureau: 'registry',
  clock: 'registration.decision',
  escalateTo: 'government',
  opens: [when('RegistrationReady', ({ data }) => roundIn(data))],
  closes: [
    when('RightRegistered', ({ data }) =>
      data.returned ? undefined : { outcome: 'register', ...roundIn(data) },
    ),
    when('CorrectionAsked', ({ data }) => ({ outcome: 'correct', ...roundIn(data) })),
    when('RegistrationRefused', ({ data }) => ({ outcome: 'refuse', ...roundIn(data) })),
  ],
  cancels: [
    when('RegistrationClosed', ({ data }) =>
      data.taskOpen && !data.returned ? { reason: data.reason, ...roundIn(data) } : undefined,
    ),
  ],
  outcomes: {
    register: outcome('登记', 'right.register', RightBody, (entry, body) =>
      commands.registerRight(registrationOf(entry), body),
    ),
    correct: outcome('告知补正', 'right.register', CorrectionNoticeBody, (entry, body) =>
      commands.askCorrection(registrationOf(entry), body),
    ),
    refuse: outcome('不予登记', 'right.register', RegistrationRefusalBody, (entry, body) =>
      commands.refuseRegistration(registrationOf(entry), body),
    ),
  },
});

/** Its round is that of the application that came back. */
export const applyAgain = work('apply-registration', {
  zh: '补正并重新申请登记',
  role: 'clerk',
  bureau: 'township',
  clock: 'registration.correction',
  escalateTo: 'government',
  opens: [when(['CorrectionAsked', 'RegistrationRefused'], ({ data }) => roundIn(data))],
  closes: [
    when('AppliedAgain', ({ data: { round = SECOND_ROUND } }) => ({
      outcome: 'apply',
      round: round - 1,
    })),
  ],
  cancels: [
    when('RightRegistered', ({ data }) =>
      data.returned ? { reason: '登记机构已办理登记', ...roundIn(data) } : undefined,
    ),
    when('RegistrationClosed', ({ data }) =>
      data.returned ? { reason: data.reason, ...roundIn(data) } : undefined,
    ),
  ],
  outcomes: {
    apply: outcome('重新申请', 'right.apply', ApplyAgainBody, (entry, body) =>
      commands.applyAgain(registrationOf(entry), body),
    ),
  },
});

export const REGISTRATION_WORK = [registerRight, applyAgain] as const;
