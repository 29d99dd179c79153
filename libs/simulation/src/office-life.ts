import { envelope, isOneOf } from '#kernel/messages';
import type { CommandMeta, Recorded } from '#kernel/messages';
import type { CivilDate } from '#policy';
import { claimTask, reviseScheme, schemeOf, taskOf, withdrawScheme } from '#land';
import type { LandEvent, Subject } from '#land';
import type { Deals } from './deals.js';
import { Owed } from './owed.js';
import { choose, officerOf } from './people.js';
import type { Papers } from './people.js';
import type { PlatformLife } from './platform-life.js';
import type { Scene } from './scene.js';

/** Work whose decision may take land of the quota or give it back. */
const MOVES_LAND = [
  'opinion-',
  'decide-scheme',
  'revise-scheme',
  'relist',
  'publish-deal',
  'sign-contract',
] as const;

const isReturned = isOneOf<Extract<LandEvent, { type: 'SchemeReturned' }>>('SchemeReturned');

/** What officials do: they claim the work of their office and decide it some days later. */
export class OfficeLife {
  readonly owed = new Owed();
  /** 分: the deed tax that each ready registration stated, by its entry. */
  readonly deedTaxes = new Map<string, string>();

  constructor(
    private readonly scene: Scene,
    private readonly deals: Deals,
    private readonly platform: PlatformLife,
  ) {}

  planWork(event: Recorded<Extract<LandEvent, { type: 'TaskOpened' }>>, today: CivilDate): void {
    const { subject, kind, round, role, office, excluded, doubts } = event.data;
    const task = taskOf(subject.entry, kind, round);
    const actor = officerOf(role, office, excluded, this.scene.chance, task);
    const days = this.scene.chance.between(`${task}: days`, 1, 9);
    this.scene.at(
      today,
      days,
      subject.entry,
      task,
      async () => {
        await this.scene.give(
          envelope(
            claimTask(task, { person: actor.person }),
            this.scene.meta(actor, subject.entry, `claim/${task}`),
          ),
        );
        const meta = this.scene.meta(actor, subject.entry, `decide/${task}`);
        if (kind === 'revise-scheme') return this.revise(subject, meta);
        const decided = choose(kind, {
          subject,
          round,
          at: this.scene.clock.now(),
          chance: this.scene.chance,
          owedFen: this.owed.by(kind, subject.entry, round),
          doubts,
          papers: this.papers(subject),
        });
        if (decided) await this.scene.give(envelope(decided, meta));
      },
      MOVES_LAND.some((one) => kind.startsWith(one)),
    );
  }

  /** What depends on the deal, and not on the work alone. */
  private papers(subject: Subject): Papers {
    return {
      buyer: () => this.deals.buyer(subject),
      priceFen: () => this.deals.of(subject).priceFen,
      shareRatio: () => this.deals.of(subject).equity?.shareRatio ?? '',
      deedTaxFen: () => this.deedTaxes.get(subject.entry) ?? '0',
      tradeDecision: (heldOn) => this.platform.decide(subject, heldOn),
    };
  }

  /**
   * The clerk answers every item; what lies wrong on the map stays wrong, so she withdraws the second time.
   */
  private async revise({ entry }: Subject, meta: CommandMeta): Promise<void> {
    const events = await this.scene.store.read(schemeOf(entry));
    const returns = events.filter(isReturned);
    const last = returns[returns.length - 1]!;
    if (last.data.by === 'planning' && returns.length > 1)
      return this.scene.give(
        envelope(withdrawScheme(schemeOf(entry), { reason: '选址不符合规划，撤回方案' }), meta),
      );
    const fields = [...new Set(last.data.items.map(({ field }) => field))];
    await this.scene.give(
      envelope(
        reviseScheme(schemeOf(entry), {
          scheme: this.deals.schemes.get(entry)!,
          answers: fields.map((field) => ({ field, answer: '已按意见修改' })),
        }),
        meta,
      ),
    );
  }
}
