import { commandHandlers } from '#kernel';
import { CloseRegistration, MeetGate, NoteDistribution, RegisterRight } from './registration.commands.js';
import { registration } from './registration.decider.js';
import { RegistrationSaga } from './registration.saga.js';

export const registrationParts = [...commandHandlers([MeetGate, RegisterRight, NoteDistribution, CloseRegistration], registration), RegistrationSaga];
