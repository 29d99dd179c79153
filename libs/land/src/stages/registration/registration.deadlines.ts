import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { atEndOf } from '../../clocks/at-end-of.js';
import { registrationOf } from '../../shared/terms.js';
import { passRegistrationDeadline } from './registration.commands.js';
import type { RegistrationEvent } from './registration.events.js';

const decision = (entry: string) => `registration ${entry} is to be decided`;

/** Thirty working days at most for the registrar (不动产登记暂行条例 Art. 20). */
@Injectable()
export class RegistrationDeadlines extends DeadlineRules<RegistrationEvent> {
  readonly handles = [
    'RegistrationReady',
    'CorrectionAsked',
    'RegistrationRefused',
    'RightRegistered',
    'RegistrationClosed',
  ] as const;

  changes({ type, data }: Recorded<RegistrationEvent>): readonly DeadlineChange[] {
    const { subject } = data;
    switch (type) {
      case 'RegistrationReady':
        return atEndOf(data.decideBy, {
          set: decision(subject.entry),
          command: passRegistrationDeadline(registrationOf(subject.entry), { subject }),
        });
      case 'CorrectionAsked':
      case 'RegistrationRefused':
      case 'RightRegistered':
      case 'RegistrationClosed':
        return [{ clear: decision(subject.entry) }];
      default:
        return [];
    }
  }
}
