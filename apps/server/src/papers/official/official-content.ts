import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EventStore } from '#kernel';
import type { Recorded } from '#kernel';
import { contentOf, streamsOfPaper } from '#land';
import type { LandEvent, OfficialContent, OfficialPaper, PaperFact, Subject } from '#land';
import { RulePacks } from '#policy';

/** Hex figures of a paper's code: 80 bits, which nobody finds who has not the paper. */
const CODE_FIGURES = 20;

/** A paper with what it says, and the code that stands on it. */
export type WholePaper = Readonly<{ content: OfficialContent; code: string; sha256: string }>;

/** What a paper says, made anew of the facts that it rests on: always the same. */
@Injectable()
export class OfficialContents {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(RulePacks) private readonly packs: RulePacks,
  ) {}

  /**
   * @param policy the rules by which the paper was issued
   * @throws Rejected `official.unmade`
   */
  async of(paper: OfficialPaper & Readonly<{ subject: Subject; policy: string }>): Promise<WholePaper> {
    const { scheme, stream, version } = streamsOfPaper(paper, paper.subject.entry);
    const own = (await this.store.read(stream)).filter((fact) => fact.version <= version);
    const until = own.at(-1)?.position ?? 0n;
    const before =
      stream === scheme ? [] : (await this.store.read(scheme)).filter(({ position }) => position < until);
    const facts = [...before, ...own] as readonly Recorded<LandEvent>[] as readonly PaperFact[];
    const content = contentOf(paper, facts, this.packs.of(paper.policy).on(paper.on, paper.subject.district));
    const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    return { content, sha256, code: sha256.slice(0, CODE_FIGURES) };
  }
}
