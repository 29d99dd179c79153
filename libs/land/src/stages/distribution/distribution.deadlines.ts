import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { atEndOf } from '../../clocks/at-end-of.js';
import { distributionOf } from '../../shared/terms.js';
import { passPublication } from './distribution.commands.js';
import type { DistributionEvent } from './distribution.events.js';

const publication = (entry: string) => `distribution ${entry} has been public`;

/** The plan has been public when its last day has ended in Beijing. */
@Injectable()
export class DistributionDeadlines extends DeadlineRules<DistributionEvent> {
  readonly handles = [
    'DistributionPublished',
    'DistributionReopened',
    'PublicationPassed',
    'DistributionCancelled',
  ] as const;

  changes({ type, data }: Recorded<DistributionEvent>): readonly DeadlineChange[] {
    const { subject } = data;
    switch (type) {
      case 'DistributionPublished':
        return atEndOf(data.publicUntil, {
          set: publication(subject.entry),
          command: passPublication(distributionOf(subject.entry), { subject }),
        });
      case 'DistributionReopened':
      case 'PublicationPassed':
      case 'DistributionCancelled':
        return [{ clear: publication(subject.entry) }];
      default:
        return [];
    }
  }
}
