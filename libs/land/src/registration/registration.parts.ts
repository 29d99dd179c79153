import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  CloseRegistration,
  HoldRegistration,
  LiftRegistrationHold,
  MeetGate,
  NoteDistribution,
  PassRegistrationDeadline,
  RegisterRight,
} from './registration.commands.js';
import { RegistrationDeadlines } from './registration.deadlines.js';
import { registration } from './registration.decider.js';
import { RegistrationSaga } from './registration.saga.js';

export const registrationParts = [
  ...commandHandlers(
    [
      MeetGate,
      HoldRegistration,
      LiftRegistrationHold,
      RegisterRight,
      PassRegistrationDeadline,
      NoteDistribution,
      CloseRegistration,
    ],
    {
      inject: [Policies],
      make: (policies: Policies) => registration(policies),
    },
  ),
  RegistrationSaga,
  RegistrationDeadlines,
];
