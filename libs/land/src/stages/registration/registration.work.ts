import { registrationOf } from '../../shared/terms.js';
import { outcome, whenOf, work } from '../../work/work.js';
import { RightBody } from './registration.bodies.js';
import * as commands from './registration.commands.js';
import type { RegistrationEvent } from './registration.events.js';

const when = whenOf<RegistrationEvent>();

export const registerRight = work('register-right', {
  zh: '办理不动产登记',
  role: 'registrar',
  bureau: 'registry',
  clock: 'registration.decision',
  escalateTo: 'government',
  opens: [when('RegistrationReady', () => ({}))],
  closes: [when('RightRegistered', () => ({ outcome: 'register' }))],
  cancels: [
    when('RegistrationClosed', ({ data: { taskOpen, reason } }) => (taskOpen ? { reason } : undefined)),
  ],
  outcomes: {
    register: outcome('登记', 'right.register', RightBody, (entry, body) =>
      commands.registerRight(registrationOf(entry), body),
    ),
  },
});

export const REGISTRATION_WORK = [registerRight] as const;
