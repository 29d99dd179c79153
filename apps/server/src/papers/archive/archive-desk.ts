import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '#access';
import { Clock, ReadModels, Timelines, beijingTime } from '#kernel';
import type { Recorded } from '#kernel';
import { OFFICIAL_NAMES, Papers, STATE_NAMES, groundsOf, nameOf, officesIn } from '#land';
import type { EntryView, LandEvent, PaperView } from '#land';
import { MEDIA, PaperStore, archiveName, digestsOf, fileNameOf, zipOf } from '#papers';
import type { Filed, MediaKind } from '#papers';
import { RulePacks, civilDate } from '#policy';
import { PeopleNames } from '../../land/shared/people-names.js';
import { withoutSealed } from '../../land/shared/sealed.js';
import { CURRENT_PACK } from '../../http/current-pack.js';
import type { CurrentPack } from '../../http/current-pack.js';
import { Problem } from '../../http/problems.js';
import { OfficialDesk } from '../official/official-desk.js';
import { cataloguePage } from './catalogue.js';
import type { Listed, Step } from './catalogue.js';

/** Papers of one entry are at most this many, so one page is all. */
const PAPERS_MAX = 500;
/** Facts that one question to the timeline brings. */
const FACTS_PAGE = 500;
/** A ZIP of the plain kind ends at 4 GiB; what is larger is taken away a paper at a time. */
const ARCHIVE_BYTES_MAX = 3 * 1_024 ** 3;
const SERIAL_FIGURES = 3;

type Part = Readonly<{ filed: Filed; listed: Listed }>;

/** The whole of a case as one file, for the archive of an office. */
@Injectable()
export class ArchiveDesk {
  constructor(
    @Inject(PaperStore) private readonly store: PaperStore,
    @Inject(OfficialDesk) private readonly official: OfficialDesk,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Timelines) private readonly timelines: Timelines,
    @Inject(PeopleNames) private readonly names: PeopleNames,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(CURRENT_PACK) private readonly currentPack: CurrentPack,
  ) {}

  /**
   * What may refuse is done before the first byte; then it comes a piece at a time. Who takes it is noted.
   * @throws Problem `archive.too-large`, `service.busy`, `work.too-long`; Rejected of official papers
   */
  async takeAway(
    view: EntryView,
    by: string,
  ): Promise<Readonly<{ content: AsyncGenerator<Uint8Array>; name: string }>> {
    const { entry, district } = view.subject;
    const rules = this.packs.of(this.currentPack(district)).on(civilDate(this.clock.now()), district);
    const offices = new Map(officesIn(rules).map(({ code, name }) => [code, name]));
    const kinds = new Map(rules.papers.map(({ key, title }) => [key, title]));
    const facts = await this.factsOf(entry);
    const attached = await this.attachedOf(entry, offices, kinds);
    const bytes = attached.reduce((sum, { listed }) => sum + listed.bytes, 0);
    if (bytes > ARCHIVE_BYTES_MAX) throw new Problem('archive.too-large');
    const parts = [...(await this.sentOutOf(view)), ...attached];
    const title = `入市事项卷宗 ${entry}`;
    const catalogue = cataloguePage({
      title,
      about: aboutOf(view, beijingTime(this.clock.now())),
      files: parts.map(({ listed }) => listed),
      steps: await this.stepsOf(facts, offices),
    });
    await this.audit.note(by, 'case-file.taken-away', entry, { files: parts.length });
    const at = new Date(this.clock.now());
    const text = (path: string, content: string): Filed => ({ path, at, content: [Buffer.from(content)] });
    const files = [
      text('目录.html', catalogue),
      text('业务记录.ndjson', facts.map((fact) => `${JSON.stringify(this.recordOf(fact))}\n`).join('')),
      ...parts.map(({ filed }) => filed),
    ];
    return { content: zipOf(files), name: `卷宗 ${archiveName(entry)}.zip` };
  }

  private async factsOf(entry: string): Promise<readonly Recorded<LandEvent>[]> {
    const facts: Recorded<LandEvent>[] = [];
    for (;;) {
      const after = facts.at(-1)?.position ?? 0n;
      const page = await this.timelines.of(entry, after, FACTS_PAGE);
      facts.push(...(page as readonly Recorded<LandEvent>[]));
      if (page.length < FACTS_PAGE) return facts;
    }
  }

  /** As the timeline shows it to whoever may see the entry. */
  private recordOf(event: Recorded<LandEvent>): object {
    const { id, position, type, meta, recordedAt } = event;
    const pack = this.packs.refs.includes(meta.policy) ? this.packs.of(meta.policy) : undefined;
    const grounds = groundsOf(event, pack);
    return { id, position: String(position), type, data: withoutSealed(event), meta, recordedAt, grounds };
  }

  private async stepsOf(
    facts: readonly Recorded<LandEvent>[],
    offices: ReadonlyMap<string, string>,
  ): Promise<readonly Step[]> {
    const names = await this.names.of(facts.map(({ meta }) => meta.actor.person));
    return facts.map(({ id, type, meta: { actor, occurredAt } }) => ({
      at: beijingTime(occurredAt),
      who: names.get(actor.person) ?? actor.person,
      office: offices.get(actor.office) ?? actor.office,
      what: nameOf(type).zh,
      fact: id,
    }));
  }

  private async sentOutOf(view: EntryView): Promise<readonly Part[]> {
    const parts: Part[] = [];
    for (const { id, kind, documentNo, on, office, issuedAt } of await this.official.list(view)) {
      const bytes = (await this.official.archived(view, id))!;
      const path = `公文/${serial(parts)} ${archiveName(`${documentNo}.pdf`)}`;
      const { sha256 } = await digestsOf(piecesOf(bytes));
      parts.push({
        filed: { path, at: new Date(issuedAt), content: [bytes] },
        listed: {
          ...{ path, kind: OFFICIAL_NAMES[kind], by: office, at: on, bytes: bytes.length, sha256, sm3: null },
          note: '归档件，按业务记录生成',
        },
      });
    }
    return parts;
  }

  private async attachedOf(
    entry: string,
    offices: ReadonlyMap<string, string>,
    kinds: ReadonlyMap<string, string>,
  ): Promise<readonly Part[]> {
    const { items } = await this.readModels.query(Papers, { where: { entry }, limit: PAPERS_MAX });
    const parts: Part[] = [];
    for (const paper of items) {
      const isThere = (await this.store.sizeOf(paper.sha256)) !== undefined;
      const path = `材料/${serial(parts)} ${archiveName(fileNameOf(paper.name, paper.media as MediaKind))}`;
      parts.push({
        filed: { path, at: new Date(paper.attachedAt), content: isThere ? this.contentOf(paper) : [] },
        listed: {
          path,
          kind: kinds.get(paper.kind) ?? MEDIA[paper.media as MediaKind].zh,
          by: offices.get(paper.office) ?? paper.office,
          at: beijingTime(paper.attachedAt),
          ...{ bytes: paper.bytes, sha256: paper.sha256, sm3: paper.sm3, note: noteOf(paper, isThere) },
        },
      });
    }
    return parts;
  }

  private async *contentOf({ sha256 }: PaperView): AsyncGenerator<Uint8Array> {
    const content = await this.store.open(sha256);
    if (!content) throw new Problem('paper.lost');
    yield* content;
  }
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const serial = (before: readonly unknown[]): string =>
  String(before.length + 1).padStart(SERIAL_FIGURES, '0');

const noteOf = ({ withdrawn }: PaperView, isThere: boolean): string =>
  [
    ...(isThere ? [] : ['内容缺失，请从备份恢复']),
    ...(withdrawn ? [`已撤回：${withdrawn.reason}（${beijingTime(withdrawn.at)}）`] : []),
  ].join('；');

const aboutOf = (
  { subject, village, state, submittedOn, changedOn }: EntryView,
  now: string,
): readonly (readonly [string, string])[] => [
  ['事项编号', subject.entry],
  ['宗地代码', subject.parcel],
  ['村', village],
  ['进展', (STATE_NAMES as Readonly<Record<string, string>>)[state] ?? state],
  ['提交日期', submittedOn],
  ['最近一步', changedOn],
  ['导出时间', now],
];
