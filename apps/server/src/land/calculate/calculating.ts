import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Rejected } from '#kernel';
import { CALCULATE_JOB, calculation, rulesText } from '#land';
import type { Calculated, Calculation, RulesText } from '#land';
import { RulePacks } from '#policy';
import { Job } from '../../http/threads.js';

/**
 * Two of them leave the thread that answers a core of its own on most machines; the longest batch takes
 * seconds.
 */
const LIMITS = { threads: 2, waiting: 16, limitMs: 15_000 } as const;

/** Calculates beside the thread that answers everybody: a batch may take seconds. */
@Injectable()
export class Calculating implements OnApplicationShutdown {
  private readonly job = new Job<Calculation, Calculated>(CALCULATE_JOB, LIMITS, calculation);
  private rules: RulesText | undefined;

  constructor(@Inject(RulePacks) private readonly packs: RulePacks) {}

  /**
   * The answer as JSON text. @throws {@link Rejected} with what the rule says; Problem `work.too-long`,
   * `service.busy`
   */
  async text(question: Omit<Calculation, 'rules'>): Promise<string> {
    if (this.rules?.name !== this.packs.refs.join(' ')) this.rules = rulesText(this.packs);
    const answer = await this.job.run({ ...question, rules: this.rules });
    if ('text' in answer) return answer.text;
    throw new Rejected(answer.refused);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.job.close();
  }
}
