import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail, HOUR_MS, RealTime, iso } from '#access';
import type { Acting } from '#access';
import { Claims, Clock, Engine, ReadModels, envelope } from '#kernel';
import { PaperUses, Papers, attachPaper, checklistOf, paperId, papersOf, withdrawPaper } from '#land';
import type { EntryView, PaperView } from '#land';
import {
  ChunkMisplaced,
  OFFICE_BYTES_MAX,
  MEDIA,
  PAPER_BYTES_MAX,
  PaperRefused,
  PaperStore,
  Scanner,
  UPLOADS_A_PERSON_MAX,
  UPLOAD_HOURS_MAX,
  Uploads,
  digestsOf,
  fileNameOf,
  mediaOf,
} from '#papers';
import type { MediaKind, Upload } from '#papers';
import { RulePacks, civilDate } from '#policy';
import { CURRENT_PACK } from '../http/current-pack.js';
import type { CurrentPack } from '../http/current-pack.js';
import { Problem } from '../http/problems.js';
import type { MetaFactory } from '../http/request-context.js';
import { Settings } from '../settings.js';
import type { AttachBody, UploadBody, WithdrawalBody } from './paper.bodies.js';
import type { PaperAnswer, PapersAnswer, UploadAnswer } from './paper.answers.js';

/** Papers of one entry are at most this many, so one page is all. */
const PAGE = 500;
const UPLOAD_FIGURES = 32;
/** Scanning and keeping of the largest paper; what takes longer has lost its turn. */
const TURN_SECONDS_MAX = 120;

/** Takes papers in, makes them facts of an entry, and gives them out again. */
@Injectable()
export class PaperDesk {
  constructor(
    @Inject(PaperStore) private readonly store: PaperStore,
    @Inject(Uploads) private readonly uploads: Uploads,
    @Inject(Scanner) private readonly scanner: Scanner,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Claims) private readonly claims: Claims,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RealTime) private readonly time: RealTime,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(CURRENT_PACK) private readonly currentPack: CurrentPack,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** The same operation again is the same upload. @throws PaperRefused, Problem `upload.too-many` */
  async begin(owner: string, operation: string, { name, bytes }: UploadBody): Promise<UploadAnswer> {
    if (bytes === 0) throw new PaperRefused('empty');
    if (bytes > PAPER_BYTES_MAX) throw new PaperRefused('too-large');
    const id = createHash('sha256').update(`${owner} ${operation}`).digest('hex').slice(0, UPLOAD_FIGURES);
    const begun = await this.uploads.of(owner);
    if (begun.length >= UPLOADS_A_PERSON_MAX && !begun.some((upload) => upload.id === id))
      throw new Problem('upload.too-many');
    return this.answerOf(await this.uploads.begin({ id, owner, name, bytes, begunAtMs: this.time.ms() }));
  }

  async state(owner: string, id: string): Promise<UploadAnswer> {
    return this.answerOf(await this.uploadOf(owner, id));
  }

  /** @throws Problem `upload.unknown`, `upload.range-wrong`, `upload.misplaced` */
  async append(
    owner: string,
    id: string,
    range: string | undefined,
    chunk: Uint8Array,
  ): Promise<UploadAnswer> {
    const [first, last, total] = (/^bytes (\d{1,12})-(\d{1,12})\/(\d{1,12})$/.exec(range ?? '') ?? [])
      .slice(1)
      .map(Number);
    const upload = await this.uploadOf(owner, id);
    if (first === undefined || last! - first + 1 !== chunk.length || total !== upload.bytes)
      throw new Problem('upload.range-wrong');
    const offset = await this.inTurn(id, () => this.uploads.append(upload, first, chunk)).catch(
      (error: unknown) => {
        throw error instanceof ChunkMisplaced ? new Problem('upload.misplaced') : error;
      },
    );
    return this.answerOf({ ...upload, offset });
  }

  async drop(owner: string, id: string): Promise<void> {
    if (await this.uploads.find(owner, id)) await this.uploads.drop(id);
  }

  /** Looks at what came, keeps it, and only then makes it a fact. @throws PaperRefused, Problem, Rejected */
  async attach(
    { subject, stage }: EntryView,
    { rights }: Acting,
    owner: string,
    { upload: id, kind, name, sha256 }: AttachBody,
    meta: MetaFactory,
  ): Promise<PaperAnswer> {
    const upload = await this.uploadOf(owner, id);
    if (upload.offset < upload.bytes) throw new Problem('upload.unfinished');
    return this.inTurn(id, async () => {
      const media = await this.uploads.reading(upload, mediaOf);
      const digests = await digestsOf(this.uploads.source(upload));
      if (sha256 !== undefined && sha256 !== digests.sha256) throw new Problem('paper.digest-differs');
      const { office } = rights;
      const used = (await this.readModels.find(PaperUses, office))?.bytes ?? 0;
      if (used + digests.bytes > OFFICE_BYTES_MAX) throw new Problem('paper.office-full');
      await this.scanner.scan(this.uploads.source(upload));
      await this.store.keep(digests, this.uploads.source(upload));
      const paper = { subject, ...digests, kind, name: name ?? upload.name, media, office, stage };
      await this.engine.executeAndShow(
        envelope(
          attachPaper(papersOf(subject.entry), paper),
          meta(subject.entry, undefined, subject.district),
        ),
      );
      const found = (await this.all(subject.entry)).find(
        (one) => one.withdrawn === null && one.sha256 === digests.sha256 && one.kind === kind,
      );
      await this.uploads.drop(id);
      return paperAnswer(found!);
    });
  }

  async withdraw(
    { subject, stage }: EntryView,
    { rights }: Acting,
    { paper, reason }: WithdrawalBody,
    meta: MetaFactory,
  ): Promise<PaperAnswer> {
    const data = { paper, reason, stage, office: rights.office };
    await this.engine.executeAndShow(
      envelope(
        withdrawPaper(papersOf(subject.entry), data),
        meta(subject.entry, undefined, subject.district),
      ),
    );
    return paperAnswer((await this.readModels.find(Papers, paperId(subject.entry, paper)))!);
  }

  async list({ subject, deal }: EntryView): Promise<PapersAnswer> {
    const all = await this.all(subject.entry);
    const rules = this.packs
      .of(this.currentPack(subject.district))
      .on(civilDate(this.clock.now()), subject.district);
    const onFile = all.filter(({ withdrawn }) => withdrawn === null);
    return { items: all.map(paperAnswer), checklist: checklistOf(rules.papers, deal, onFile) };
  }

  /** Who takes a paper away is noted first. `undefined` where the entry has no such paper. */
  async takeAway(
    { subject }: EntryView,
    by: string,
    paper: string,
  ): Promise<
    Readonly<{ content: AsyncIterable<Uint8Array>; name: string; type: string; bytes: number }> | undefined
  > {
    const found = await this.readModels.find(Papers, paperId(subject.entry, paper));
    if (!found) return undefined;
    const { sha256, bytes } = found;
    const media = found.media as MediaKind;
    const content = await this.store.open(sha256);
    if (!content) throw new Problem('paper.lost');
    await this.audit.note(by, 'paper.taken-away', subject.entry, { paper: found.paper, sha256 });
    return { content, name: fileNameOf(found.name, media), type: MEDIA[media].type, bytes };
  }

  private async all(entry: string): Promise<readonly PaperView[]> {
    return (await this.readModels.query(Papers, { where: { entry }, limit: PAGE })).items;
  }

  private async uploadOf(owner: string, id: string): Promise<Upload> {
    const upload = await this.uploads.find(owner, id);
    if (!upload) throw new Problem('upload.unknown');
    return upload;
  }

  /** One at a time, in all processes: two pieces for one place would be written over each other. */
  private async inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const turn = `upload ${id}`;
    if (!(await this.claims.take(turn, TURN_SECONDS_MAX)))
      throw new Problem('idempotency-key.running', { retryAfterSeconds: 1 });
    return work().finally(() => this.claims.give(turn));
  }

  private answerOf({ id, name, bytes, offset, begunAtMs }: Upload): UploadAnswer {
    const chunkBytesMax = this.settings.BODY_BYTES_MAX;
    return { id, name, bytes, offset, chunkBytesMax, until: iso(begunAtMs + UPLOAD_HOURS_MAX * HOUR_MS) };
  }
}

const paperAnswer = (view: PaperView): PaperAnswer => ({
  ...view,
  mediaName: MEDIA[view.media as MediaKind].zh,
  href: `/api/v1/entries/${view.subject.entry}/papers/${view.paper}/content`,
});
