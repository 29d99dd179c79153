import { integer, list, named, object, oneOf, optional, text } from '../openapi/schema.js';
import { ASSERTION_ALGORITHMS } from './client-assertions.js';

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const GRANT = 'client_credentials';

/** As the RFCs name it. */
export type TokenAnswer = Readonly<{
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  scope: string;
}>;
export type ServerMetadata = Readonly<{
  issuer: string;
  token_endpoint: string;
  scopes_supported: readonly string[];
  response_types_supported: readonly string[];
  grant_types_supported: readonly string[];
  token_endpoint_auth_methods_supported: readonly string[];
  token_endpoint_auth_signing_alg_values_supported: readonly string[];
}>;

export const TOKEN = named(
  'AccessToken',
  object<TokenAnswer>({
    access_token: text('访问令牌，放在 Authorization: Bearer 中'),
    token_type: oneOf(['Bearer']),
    expires_in: integer('多少秒后失效'),
    scope: text('范围，以空格分隔'),
  }),
);

export const TOKEN_REQUEST = named(
  'AccessTokenRequest',
  object<
    Readonly<{ grant_type: string; client_assertion_type: string; client_assertion: string; scope?: string }>
  >({
    grant_type: oneOf([GRANT], '授权方式'),
    client_assertion_type: oneOf([ASSERTION_TYPE], '客户端声明的种类'),
    client_assertion: text(
      '以登记的私钥签名的 JWT：iss 和 sub 为系统名，aud 为本系统的地址，exp 不超过五分钟，jti 每次不同',
    ),
    scope: optional(text('范围，以空格分隔；不写的，取得全部')),
  }),
);

export const METADATA = named(
  'AuthorizationServer',
  object<ServerMetadata>({
    issuer: text('本系统的地址：客户端声明的 aud'),
    token_endpoint: text('取得访问令牌的地址，也可作 aud'),
    scopes_supported: list(text()),
    response_types_supported: list(text()),
    grant_types_supported: list(oneOf([GRANT])),
    token_endpoint_auth_methods_supported: list(oneOf(['private_key_jwt'])),
    token_endpoint_auth_signing_alg_values_supported: list(oneOf(ASSERTION_ALGORITHMS)),
  }),
);
