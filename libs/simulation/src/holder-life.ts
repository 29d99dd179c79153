import { civilDate } from '#policy';
import type { CivilDate } from '#policy';
import { envelope } from '#kernel/messages';
import { excuseDelay, officeOf, startConstruction, tenureOf } from '#land';
import type { Subject } from '#land';
import { clerkOf, officerOf } from './people.js';
import type { Scene } from './scene.js';

const ODDS = { idle: 0.1, causedByGovernment: 0.3 } as const;

/** What holders of a right do with the land: they build, or prove why they could not. */
export class HolderLife {
  constructor(private readonly scene: Scene) {}

  /** Most begin on the agreed day; of the rest the law hears after a year. */
  planBuilding(subject: Subject, startBy: CivilDate): void {
    const { entry } = subject;
    if (this.scene.chance.happens(`${entry}: never builds`, ODDS.idle)) return;
    const actor = clerkOf(subject, this.scene.chance);
    this.scene.at(startBy, 0, entry, `start ${entry}`, () =>
      this.scene.give(
        envelope(
          startConstruction(tenureOf(entry), {
            startedOn: civilDate(this.scene.clock.now()),
            documentNo: `开工${entry}`,
          }),
          this.scene.meta(actor, entry, `start/${entry}`),
        ),
      ),
    );
  }

  /**
   * Some holders prove, before or after they pay, that the government kept them from building: the finding
   * falls.
   */
  planProof(subject: Subject, round: number, today: CivilDate): void {
    const { entry, district } = subject;
    const occasion = `${entry}: proof ${round}`;
    if (!this.scene.chance.happens(occasion, ODDS.causedByGovernment)) return;
    const [days, later] = [
      this.scene.chance.between(`${occasion}: days`, 20, 300),
      this.scene.chance.between(`${occasion}: when`, 1, 60),
    ];
    const actor = officerOf(
      'reviewer',
      officeOf(district, 'natural-resources'),
      [],
      this.scene.chance,
      occasion,
    );
    const data = { excuse: 'government', days, documentNo: `政证${entry}-${round}` } as const;
    this.scene.at(today, later, entry, occasion, () =>
      this.scene.give(
        envelope(
          excuseDelay(tenureOf(entry), data),
          this.scene.meta(actor, entry, `excuse/${entry}/${round}`),
        ),
      ),
    );
  }
}
