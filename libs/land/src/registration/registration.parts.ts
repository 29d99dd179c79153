import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './registration.commands.js';
import { RegistrationDeadlines } from './registration.deadlines.js';
import { registration } from './registration.decider.js';
import { RegistrationSaga } from './registration.saga.js';

export const registrationParts = [
  ...commandHandlers(commands, {
    inject: [Policies],
    make: (policies: Policies) => registration(policies),
  }),
  RegistrationSaga,
  RegistrationDeadlines,
];
