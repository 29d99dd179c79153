import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail, DAY_MS, RealTime, iso } from '#access';
import { Board, mayObject } from '#feed';
import type { Notice } from '#feed';
import { Clock, Engine, EventStore, KeyValues, ReadModels, envelope } from '#kernel';
import type { CommandMeta } from '#kernel';
import {
  Entries,
  OBJECTION_STATE_NAMES,
  PublicObjections,
  VAULT,
  objectionOf,
  objections,
  objectionsOf,
  receiveObjection,
} from '#land';
import type { ObjectableKind, ObjectionAbout, ObjectionView, ObjectionsEvent, TaskView, Vault } from '#land';
import { civilDate } from '#policy';
import { CURRENT_PACK } from '../http/current-pack.js';
import type { CurrentPack } from '../http/current-pack.js';
import { Problem } from '../http/problems.js';
import { codeOf, isCode } from './objection-code.js';
import { CONTACT_DAYS } from './objection-limits.js';
import type { PublicObjectionBody } from './objection.bodies.js';

export type ObjectionReceipt = Readonly<{ number: string; code: string; notice: string; receivedOn: string }>;
/** What the objector is told: nothing of who answers. */
export type PublicObjection = Readonly<
  Pick<ObjectionView, 'number' | 'notice' | 'state' | 'receivedOn' | 'text' | 'answer' | 'documentNo'> & {
    stateName: string;
    answeredOn: string | null;
  }
>;
/** What whoever answers is told; `next` in words. */
export type ObjectionOfTask = Readonly<
  Pick<
    ObjectionView,
    'number' | 'no' | 'notice' | 'state' | 'receivedOn' | 'text' | 'sha256' | 'answer' | 'documentNo'
  > & { next: string }
>;
/** `until` is an instant (RFC 3339), after which nobody reads it. */
export type ObjectionContact = Readonly<{ name: string; contact: string; until: string }>;

/** Who objects has no account: the log says no more of them. */
const PUBLIC = { person: 'public', role: 'public', office: 'public' } as const;
const CONTACTS = 'objection-contacts';
const ID_CHARACTERS = 32;

const NEXT: Readonly<Record<ObjectableKind, string>> = {
  distribution:
    '可能成立的，请在公示期满前先登记对收益分配方案的异议：答复以前不得兑付。成立的，答复该登记的异议为成立，方案即退回重新编制。',
  deal: '成立的，请在公示期满前登记公示期异议成立：拟成交即终止。',
  listing: '可能成立的，请通知交易平台中止交易；成立的，通知其终止交易，由其报送。',
};

const sha256 = (of: string) => createHash('sha256').update(of).digest('hex');
const sealedAs = (number: string) => `objection contact ${number}`;

/** Takes objections of whoever has no account, tells them the answer, and keeps who they are apart. */
@Injectable()
export class ObjectionDesk {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RealTime) private readonly time: RealTime,
    @Inject(CURRENT_PACK) private readonly currentPack: CurrentPack,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /** A notice of the board; nothing where there is none. */
  async notice(id: string): Promise<Notice | undefined> {
    return (await this.readModels.find(Board, id))?.notice;
  }

  /**
   * The same under the same key is one objection, and is answered as it was, after the notice has ended too.
   * @throws Problem `objection.not-running`
   * @throws Rejected `objections.too-many-open`, `objections.key-reused`, `objections.empty`
   */
  async receive(notice: Notice, key: string, body: PublicObjectionBody): Promise<ObjectionReceipt> {
    const { id, entry, kind } = notice;
    const receipt = sha256(`public ${id} ${key}`).slice(0, ID_CHARACTERS);
    const known = await this.known(entry, receipt);
    const today = civilDate(this.clock.now());
    if (!known && !mayObject(notice, today)) throw new Problem('objection.not-running');
    const { text, name, contact } = body;
    const { subject } = (await this.readModels.find(Entries, entry))!;
    const said = { receipt, text, sha256: sha256(text) };
    const command = receiveObjection(objectionsOf(entry), {
      ...{ subject, notice: id, kind: kind as ObjectableKind },
      ...said,
    });
    await this.engine.executeAndShow(envelope(command, this.meta(notice, said)));
    const { number } = known ?? (await this.known(entry, receipt))!;
    await this.keep(number, { name, contact });
    const { receivedOn } = (await this.readModels.find(PublicObjections, number))!;
    return { number, code: codeOf(this.vault, number, receipt), notice: id, receivedOn };
  }

  /** Nothing where there is no such objection, or the code is another one. */
  async asked(number: string, typed: string): Promise<PublicObjection | undefined> {
    const view = await this.readModels.find(PublicObjections, number);
    if (!view || !isCode(typed, codeOf(this.vault, number, view.receipt))) return undefined;
    const { notice, state, receivedOn, text, answer, documentNo, answeredAt } = view;
    const answeredOn = answeredAt === null ? null : civilDate(answeredAt);
    const stateName = OBJECTION_STATE_NAMES[state];
    return { number, notice, state, stateName, receivedOn, text, answer, documentNo, answeredOn };
  }

  /** What a task asks to be answered; nothing where the task is of another kind. */
  async ofTask(task: TaskView): Promise<ObjectionOfTask | undefined> {
    const view = await this.viewOf(task);
    if (!view) return undefined;
    const { number, no, notice, kind, state, receivedOn, text, answer, documentNo } = view;
    const digest = { sha256: view.sha256, answer, documentNo, next: NEXT[kind] };
    return { number, no, notice, state, receivedOn, text, ...digest };
  }

  /**
   * Who objected. Who reads it is noted first, by name.
   * @throws Problem `objection.contact-gone`
   */
  async contactOf(task: TaskView, by: string): Promise<ObjectionContact | undefined> {
    const view = await this.viewOf(task);
    if (!view) return undefined;
    const { number } = view;
    const kept = await this.keyValues.get<{ sealed: string; until: string }>(CONTACTS, number);
    if (!kept) throw new Problem('objection.contact-gone');
    await this.audit.note(by, 'objection.contact-read', task.subject.entry, { objection: number });
    const { name, contact } = JSON.parse(this.vault.open(kept.sealed, sealedAs(number))) as {
      name: string;
      contact: string;
    };
    return { name, contact, until: kept.until };
  }

  private async viewOf({ kind, subject, round }: TaskView): Promise<ObjectionView | undefined> {
    if (kind !== 'answer-objection' && kind !== 'answer-listing-objection') return undefined;
    return this.readModels.find(PublicObjections, `${subject.entry}.objection.${round}`);
  }

  /** The first stays: a repeat brings nothing new. */
  private async keep(number: string, who: Readonly<{ name: string; contact: string }>): Promise<void> {
    const until = iso(this.time.ms() + CONTACT_DAYS * DAY_MS);
    const sealed = this.vault.seal(JSON.stringify(who), sealedAs(number));
    await this.keyValues.insert(CONTACTS, number, { sealed, until }, until);
  }

  private async known(entry: string, receipt: string): Promise<ObjectionAbout | undefined> {
    const facts = (await this.store.read(objectionsOf(entry))) as readonly unknown[];
    const state = (facts as readonly ObjectionsEvent[]).reduce(objections.evolve, objections.initial);
    return objectionOf(state, receipt);
  }

  /** Another text under the same key is another command, which the ledger refuses. */
  private meta(
    { entry, district }: Notice,
    said: Readonly<{ receipt: string; sha256: string }>,
  ): CommandMeta {
    const id = `public/${said.receipt}/${said.sha256}`;
    const at = this.clock.now();
    return {
      ...{ id, correlation: entry, causation: id, actor: PUBLIC, at },
      policy: this.currentPack(district),
    };
  }
}
