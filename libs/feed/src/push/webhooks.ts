import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { VAULT } from '#land';
import type { Vault } from '#land';
import type { PublishedName } from '../language/promises.js';
import { Cursors } from './cursors.js';
import { rowsOf } from './rows.js';
import { ed25519Signature, hmacSignature, newPrivateKey, newSigningSecret, publicJwkOf } from './signing.js';
import type { Message, PublicJwk } from './signing.js';

const WEBHOOKS = 'webhooks';
/** Why an address gets nothing more, until its machine says otherwise; beside what the machine has set. */
const OFF = 'webhook-off';
const SECRETS = 'webhook-secrets';
const KEYS = 'webhook-keys';
const KEY = 'ed25519';

export const WEBHOOKS_PER_MACHINE_MAX = 10;
/** After a rotation both secrets sign, so that a receiver changes over when it likes. */
export const ROTATION_OVERLAP_MS = 24 * 3_600_000;
/** However often somebody rotates: what a header may hold. */
const SECRETS_VALID_MAX = 5;
const NUMBER_DIGITS = 8;
const ID_BYTES = 8;

/** An address of a machine that what is published for it is pushed to. */
export type Webhook = Readonly<{
  id: string;
  /** The machine. */
  owner: string;
  url: string;
  /** All that the machine may see where it is null. */
  types: readonly PublishedName[] | null;
  paused: boolean;
  createdAt: string;
}>;
/** It has answered 410: it is gone. */
export type Off = Readonly<{ at: string; reason: 'gone' }>;
export type Changes = Partial<Pick<Webhook, 'url' | 'types' | 'paused'>>;

type Secret = Readonly<{ sealed: string; madeAtMs: number }>;
type Key = Readonly<{ sealed: string; jwk: PublicJwk }>;

/** Addresses of machines, and what is signed for them with. What signs is kept sealed only. */
@Injectable()
export class Webhooks {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  /**
   * Follows the feed from a place on. @returns also the secret, which is shown this once
   * @throws Rejected `vault.closed` where the installation has no key for secrets
   */
  async add(
    { owner, url, types }: Pick<Webhook, 'owner' | 'url' | 'types'>,
    after: string,
    nowMs: number,
  ): Promise<Readonly<{ webhook: Webhook; secret: string }>> {
    const id = `wh-${randomBytes(ID_BYTES).toString('hex')}`;
    const webhook: Webhook = {
      id,
      owner,
      url,
      types,
      paused: false,
      createdAt: new Date(nowMs).toISOString(),
    };
    await this.makeKey();
    const secret = await this.addSecret(id, nowMs);
    await this.cursors.move(id, after);
    await this.keyValues.put(WEBHOOKS, id, webhook);
    return { webhook, secret };
  }

  find(id: string): Promise<Webhook | undefined> {
    return this.keyValues.get<Webhook>(WEBHOOKS, id);
  }

  async all(): Promise<readonly Webhook[]> {
    const all: Webhook[] = [];
    for await (const { value } of rowsOf<Webhook>(this.keyValues, WEBHOOKS, '')) all.push(value);
    return all;
  }

  /** Whoever goes on after a 410 goes on where it stopped. */
  async change(webhook: Webhook, changes: Changes): Promise<Webhook> {
    const changed = { ...webhook, ...changes };
    await this.keyValues.put(WEBHOOKS, webhook.id, changed);
    if (changes.paused === false) await this.keyValues.remove(OFF, webhook.id);
    return changed;
  }

  /** The courier sees it gone first, and writes nothing more for it. */
  async remove(id: string): Promise<void> {
    for (const space of [WEBHOOKS, OFF]) await this.keyValues.remove(space, id);
    for await (const { key } of rowsOf(this.keyValues, SECRETS, `${id} `))
      await this.keyValues.remove(SECRETS, key);
    await this.cursors.forget(id);
  }

  turnOff(id: string, at: string): Promise<boolean> {
    return this.keyValues.insert(OFF, id, { at, reason: 'gone' } satisfies Off);
  }

  off(id: string): Promise<Off | undefined> {
    return this.keyValues.get<Off>(OFF, id);
  }

  /** A new secret beside the old one. @returns it, shown this once, and until when the old one signs too */
  async rotate(id: string, nowMs: number): Promise<Readonly<{ secret: string; oldUntil: string }>> {
    const secret = await this.addSecret(id, nowMs);
    const secrets = await this.secretsOf(id);
    for (const { key } of secrets.filter((_, at) => !isValid(secrets, at, nowMs)))
      await this.keyValues.remove(SECRETS, key);
    return { secret, oldUntil: new Date(nowMs + ROTATION_OVERLAP_MS).toISOString() };
  }

  /** `webhook-signature`: one of each secret that is valid, the newest first, and the installation's own. */
  async signaturesOf(id: string, message: Message, nowMs: number): Promise<string> {
    const secrets = await this.secretsOf(id);
    const valid = secrets.filter((_, at) => isValid(secrets, at, nowMs)).reverse();
    const ours = await this.keyValues.get<Key>(KEYS, KEY);
    return [
      ...valid.map(({ value }) => hmacSignature(this.vault.open(value.sealed, contextOf(id)), message)),
      ...(ours ? [ed25519Signature(this.vault.open(ours.sealed, contextOf(KEY)), message)] : []),
    ].join(' ');
  }

  /** What anybody checks `v1a` with; none before the first webhook. */
  async publicKeys(): Promise<readonly PublicJwk[]> {
    const key = await this.keyValues.get<Key>(KEYS, KEY);
    return key ? [key.jwk] : [];
  }

  /** Of processes that make it together one does. */
  private async makeKey(): Promise<void> {
    if (await this.keyValues.get(KEYS, KEY)) return;
    const key = newPrivateKey();
    const kept: Key = { sealed: this.vault.seal(key, contextOf(KEY)), jwk: publicJwkOf(key) };
    await this.keyValues.insert(KEYS, KEY, kept);
  }

  /** Of two that rotate together each gets a secret of its own. */
  private async addSecret(id: string, madeAtMs: number): Promise<string> {
    const secret = newSigningSecret();
    const kept: Secret = { sealed: this.vault.seal(secret, contextOf(id)), madeAtMs };
    for (;;) {
      const last = (await this.secretsOf(id)).at(-1);
      const number = last ? Number(last.key.slice(id.length)) + 1 : 1;
      if (await this.keyValues.insert(SECRETS, `${id} ${String(number).padStart(NUMBER_DIGITS, '0')}`, kept))
        return secret;
    }
  }

  private async secretsOf(id: string): Promise<readonly Readonly<{ key: string; value: Secret }>[]> {
    const secrets: Readonly<{ key: string; value: Secret }>[] = [];
    for await (const row of rowsOf<Secret>(this.keyValues, SECRETS, `${id} `)) secrets.push(row);
    return secrets;
  }
}

/** Oldest first: each is valid until its successor is so old. */
function isValid(secrets: readonly Readonly<{ value: Secret }>[], at: number, nowMs: number): boolean {
  const successor = secrets[at + 1];
  if (at < secrets.length - SECRETS_VALID_MAX) return false;
  return !successor || nowMs < successor.value.madeAtMs + ROTATION_OVERLAP_MS;
}

/** A sealed text of one webhook opens nothing of another. */
const contextOf = (id: string) => `webhook ${id}`;
