import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail, RealTime, iso } from '#access';
import { Clock, EventStore, KeyValues, ReadModels } from '#kernel';
import { OfficialPapers, draftOf, officialPaperId, paperOfWork, schemeOf } from '#land';
import type { EntryView, OfficialPaperView, PaperFact, TaskView } from '#land';
import type { OfficialDocument, OfficialFormat } from '#papers';
import { RulePacks, civilDate } from '#policy';
import { CURRENT_PACK } from '../../http/current-pack.js';
import type { CurrentPack } from '../../http/current-pack.js';
import { Settings } from '../../settings.js';
import { OfficialContents } from './official-content.js';
import type { WholePaper } from './official-content.js';
import { OFFICIAL_TYPES } from './official.answers.js';
import type { OfficialPaperAnswer } from './official.answers.js';
import { Printing } from './printing.js';
import { spaced, verificationPath } from './register-key.js';

/** Papers of one entry are at most a few dozen, so one page is all. */
const PAGE = 500;
/** Who took which paper away, one value for each time; and the last number of each, to begin with. */
const [PRINTS, LAST_PRINT] = ['official-prints', 'official-last-print'];

/** A file as it is taken away. */
export type Taken = Readonly<{ bytes: Uint8Array; name: string; type: string }>;

/** Lists the official papers of an entry, sets them to be taken away, and drafts what is to come. */
@Injectable()
export class OfficialDesk {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(OfficialContents) private readonly contents: OfficialContents,
    @Inject(Printing) private readonly printing: Printing,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(RealTime) private readonly time: RealTime,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(CURRENT_PACK) private readonly currentPack: CurrentPack,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** In the order in which they were sent out. @throws Rejected `official.unmade` */
  async list({ subject: { entry } }: EntryView): Promise<readonly OfficialPaperAnswer[]> {
    const { items } = await this.readModels.query(OfficialPapers, { where: { entry }, limit: PAGE });
    return Promise.all(
      items.map(async (view) => {
        const { content, code, sha256 } = await this.contents.of(view);
        const { title, addressee, office } = content;
        const { id, kind, documentNo, on, basis, fact, issuedAt } = view;
        const href = `/api/v1/entries/${entry}/official-papers/${id}`;
        const verification = verificationPath(view, code);
        return {
          ...{ id, kind, title, documentNo, on, office, addressee, basis, fact, issuedAt, sha256 },
          ...{ href, verification },
        };
      }),
    );
  }

  /**
   * Sets a paper for somebody; the first one is the paper, and all others are marked as printed again. Who
   * takes it is noted before it is given. `undefined` where the entry has no such paper.
   * @throws Rejected `official.unmade`, `official.character-missing`; Problem `service.busy`, `work.too-long`
   */
  async takeAway(
    { subject: { entry } }: EntryView,
    by: string,
    id: string,
    format: OfficialFormat,
  ): Promise<Taken | undefined> {
    const view = await this.readModels.find(OfficialPapers, officialPaperId(entry, id));
    if (!view) return undefined;
    const whole = await this.contents.of(view);
    const key = officialPaperId(entry, id);
    const print = await this.countedAs(key, { by, at: iso(this.time.ms()), format });
    const order = { document: this.paperOf(view, whole, print), format };
    const bytes = await this.printing.bytes(order).catch(async (error: unknown) => {
      // Nobody has it: the next one gets the number.
      await this.keyValues.remove(PRINTS, `${key}.${print}`);
      throw error;
    });
    await this.keyValues.put(LAST_PRINT, key, { print });
    await this.audit.note(by, 'official-paper.taken-away', entry, { paper: id, format, print });
    return { bytes, name: `${view.documentNo}.${format}`, type: OFFICIAL_TYPES[format] };
  }

  /**
   * A paper as the archive keeps it, marked as that: nobody takes it for one that was sent out, and it is not
   * counted. `undefined` where the entry has no such paper. @throws as {@link takeAway}
   */
  async archived({ subject: { entry } }: EntryView, id: string): Promise<Uint8Array | undefined> {
    const view = await this.readModels.find(OfficialPapers, officialPaperId(entry, id));
    if (!view) return undefined;
    const document = { ...this.paperOf(view, await this.contents.of(view), 1), mark: '归档件' };
    return this.printing.bytes({ document, format: 'pdf' });
  }

  /** Which time it is that the paper is taken away, from 1; two at once never get the same. */
  private async countedAs(key: string, taken: object): Promise<number> {
    const last = (await this.keyValues.get<{ print: number }>(LAST_PRINT, key))?.print ?? 0;
    for (let print = last + 1; ; print += 1)
      if (await this.keyValues.insert(PRINTS, `${key}.${print}`, taken)) return print;
  }

  /** What would be sent out; `undefined` where the task sends no paper out. @throws Problem as above */
  async draft({ kind, subject }: TaskView): Promise<Taken | undefined> {
    const paper = paperOfWork(kind);
    if (!paper) return undefined;
    const on = civilDate(this.clock.now());
    const facts = (await this.store.read(schemeOf(subject.entry))) as unknown as readonly PaperFact[];
    const rules = this.packs.of(this.currentPack(subject.district)).on(on, subject.district);
    const content = draftOf(paper, { subject, on }, facts, rules);
    if (!content) return undefined;
    const proof = { address: null, caption: '草稿：仅供办理时核对，不发生效力。空白处在办结时填入。' };
    const document = { ...content, on, mark: '草稿', across: '草稿', proof };
    const bytes = await this.printing.bytes({ document, format: 'pdf' });
    return { bytes, name: `草稿 ${content.title}.pdf`, type: OFFICIAL_TYPES.pdf };
  }

  private paperOf(view: OfficialPaperView, { content, code }: WholePaper, print: number): OfficialDocument {
    const { PUBLIC_ADDRESS } = this.settings;
    const address = PUBLIC_ADDRESS === undefined ? null : `${PUBLIC_ADDRESS}${verificationPath(view, code)}`;
    const caption =
      address === null
        ? `核验码 ${spaced(code)}。本公文是否属实，请向${content.office}查询。`
        : `扫码核验本公文是否属实，核验码 ${spaced(code)}`;
    const mark = print === 1 ? null : `重印（第${print - 1}次）`;
    return { ...content, on: view.on, mark, across: null, proof: { address, caption } };
  }
}
