import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { AuditTrail, Limits, Machines, TOKEN_SCOPES, personOf, placeOf, tokenScopesOf } from '#access';
import type { HeldKey, Limit, TokenScope } from '#access';
import { MachineBudget, TOKEN_COST } from '../http/machine-budget.js';
import { Problem } from '../http/problems.js';
import type { FieldError } from '../http/problems.js';
import { AssertionRefused, ClientAssertions } from './client-assertions.js';
import type { AssertionFault } from './client-assertions.js';
import { ASSERTION_TYPE, GRANT } from './oauth.answers.js';
import type { TokenAnswer } from './oauth.answers.js';

/** Refusals of one place that are audited; whoever goes on adds nothing that an auditor does not know. */
const NOTED: Limit = { name: 'token-refused-noted', max: 60, seconds: 3_600 };
const SCOPE_CHARACTERS_MAX = 1_000;

/** What was asked for, who gets it under which name, and from where. */
export type TokenRequest = Readonly<{
  form: URLSearchParams;
  issuer: string;
  address: string;
  response: Response;
}>;

/** Gives machines access tokens for what they have signed (RFC 6749 §4.4, RFC 7523). */
@Injectable()
export class TokenDesk {
  constructor(
    @Inject(ClientAssertions) private readonly assertions: ClientAssertions,
    @Inject(Machines) private readonly machines: Machines,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(MachineBudget) private readonly budget: MachineBudget,
  ) {}

  /** @throws Problem `token.*`, `rate.budget` */
  async issue(request: TokenRequest): Promise<TokenAnswer> {
    const one = only(request.form);
    if (one('grant_type') !== GRANT) throw refused('token.grant-unsupported');
    const assertion = one('client_assertion');
    if (one('client_assertion_type') !== ASSERTION_TYPE || !assertion) throw refused('token.request-wrong');
    const key = await this.keyOf(request, assertion, one('client_id'));
    await this.budget.spend(key.user, TOKEN_COST, request.response);
    const scopes = scopesOf(key, one('scope'));
    await this.audit.note(key.user, 'token.issued', key.user, { key: key.id, scopes });
    const { token, seconds } = await this.machines.open(key, scopes);
    return { access_token: token, token_type: 'Bearer', expires_in: seconds, scope: scopes.join(' ') };
  }

  private async keyOf(
    { issuer, address }: TokenRequest,
    assertion: string,
    clientId: string | undefined,
  ): Promise<HeldKey> {
    try {
      return await this.assertions.keyOf(assertion, issuer, clientId);
    } catch (error) {
      if (!(error instanceof AssertionRefused)) throw error;
      await this.note(error, address);
      throw refused('token.client-wrong', WORDS[error.reason]);
    }
  }

  /** Of machines that there are: a name that somebody made up is nobody's, and could be a secret. */
  private async note({ user, reason }: AssertionRefused, address: string): Promise<void> {
    if (user === undefined) return;
    const { waitMs } = await this.limits.take(NOTED, `${user} ${placeOf(address)}`);
    if (waitMs === 0) await this.audit.note(user, 'token.refused', user, { reason });
  }
}

/** A parameter, once; an empty one is as good as absent. @throws Problem `token.request-wrong` */
const only = (form: URLSearchParams) => (name: string) => {
  const values = form.getAll(name);
  if (values.length > 1) throw refused('token.request-wrong');
  return values[0] || undefined;
};

function scopesOf(key: HeldKey, asked: string | undefined): readonly TokenScope[] {
  const may = tokenScopesOf(personOf(key).role);
  if (asked === undefined) return may;
  if (asked.length > SCOPE_CHARACTERS_MAX) throw refused('token.scope-wrong');
  const wanted = [...new Set(asked.split(' ').filter((name) => name !== ''))];
  const scopes = may.filter((name) => wanted.includes(name));
  if (scopes.length === 0 || scopes.length !== wanted.length) {
    const words = may.map((name) => `${name}（${TOKEN_SCOPES[name].zh}）`).join('、');
    throw refused('token.scope-wrong', { pointer: '/scope', code: 'unknown', message: `可用的有：${words}` });
  }
  return scopes;
}

/** As RFC 6749 §5.2 calls them. */
const OAUTH_ERRORS = {
  'token.request-wrong': 'invalid_request',
  'token.grant-unsupported': 'unsupported_grant_type',
  'token.scope-wrong': 'invalid_scope',
  'token.client-wrong': 'invalid_client',
} as const;

const refused = (code: keyof typeof OAUTH_ERRORS, line?: FieldError): Problem =>
  new Problem(code, { oauth: OAUTH_ERRORS[code], ...(line ? { errors: [line] } : {}) });

const line = (code: string, message: string): FieldError => ({ pointer: '/client_assertion', code, message });
/** What the machine has signed itself it may be told; of anything else only that it is not signed. */
const WORDS: Readonly<Record<AssertionFault, FieldError>> = {
  unsigned: line('signature', '不是以该系统登记的公钥可核对的签名'),
  aud: line('aud', 'aud 不是本系统：应为 issuer 或者 token_endpoint，只写一个'),
  exp: line('exp', 'exp 已过，或者在五分钟以后；请核对时钟'),
  time: line('time', 'nbf 或 iat 还没有到；请核对时钟'),
  jti: line('jti', 'jti 没有，或者不是 1 至 200 个字符的文字'),
  subject: line('subject', 'iss、sub 和 client_id 不是同一个系统名'),
  replayed: line('replayed', '该声明（jti）已经用过，每次须重新签名'),
};
