import { FEED_WAIT_SECONDS_MAX, NAMESPACE, PROMISES, PUBLISHED_NAMES } from '#feed';
import { VERSION } from '../version.js';
import { schemaOf } from './feed.answers.js';

const ENVELOPE = 'CloudEvent';
const messageKey = (name: string): string => name.replaceAll(/[^a-z0-9]+/g, '_');

/**
 * The feed in the words of AsyncAPI 3.0, for generators and people: one channel, a message for each published
 * type. Made of the published language, so that it says nothing else.
 */
export function asyncApi(host: string, protocol: string): object {
  const messages = Object.fromEntries(
    PUBLISHED_NAMES.map((name) => [messageKey(name), { $ref: `#/components/messages/${messageKey(name)}` }]),
  );
  return {
    asyncapi: '3.0.0',
    info: {
      title: '入市 Rushi：发布的事件',
      version: VERSION,
      description:
        '集体经营性建设用地入市中，供其他系统使用的事件。次序与业务记录相同，不缺不重，永不删改；' +
        `以 GET 拉取（wait 最多 ${FEED_WAIT_SECONDS_MAX} 秒），或者以 Server-Sent Events 接收。`,
    },
    defaultContentType: 'application/cloudevents+json',
    servers: {
      here: { host, protocol, pathname: '/platform/v1', security: SECURITY.map(($ref) => ({ $ref })) },
    },
    channels: {
      events: {
        address: '/events',
        title: '事件',
        messages,
        bindings: { http: {} },
      },
      stream: { address: '/events/stream', title: '事件流（Server-Sent Events）', messages },
    },
    operations: { pull: operationOf('events', 'GET'), listen: operationOf('stream', 'GET') },
    components: {
      messages: Object.fromEntries(PUBLISHED_NAMES.map((name) => [messageKey(name), messageOf(name)])),
      schemas: { [ENVELOPE]: ENVELOPE_SCHEMA },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: '以私钥签名取得的访问令牌（OAuth 2.0），见 /.well-known/oauth-authorization-server',
        },
        key: { type: 'httpApiKey', name: 'X-Api-Key', in: 'header', description: '系统管理员签发的接口密钥' },
      },
    },
  };
}

const SECURITY = ['key', 'token'].map((name) => `#/components/securitySchemes/${name}`);

const operationOf = (channel: string, method: string): object => ({
  action: 'send',
  channel: { $ref: `#/channels/${channel}` },
  bindings: { http: { method, bindingVersion: '0.3.0' } },
});

function messageOf(name: (typeof PUBLISHED_NAMES)[number]): object {
  const { zh, to } = PROMISES[name];
  return {
    name: `${NAMESPACE}${name}`,
    title: zh,
    summary: `发布给：${to.join('、')}`,
    payload: {
      allOf: [
        { $ref: `#/components/schemas/${ENVELOPE}` },
        {
          type: 'object',
          properties: { type: { const: `${NAMESPACE}${name}` }, data: withoutDialect(schemaOf(name)) },
        },
      ],
    },
  };
}

/** A schema inside a document has the document's dialect and no id of its own. */
function withoutDialect(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([rule]) => !rule.startsWith('$')));
}

const REQUIRED = ['specversion', 'id', 'source', 'type', 'subject', 'time', 'sequence', 'data'];
const ENVELOPE_SCHEMA = {
  type: 'object',
  description: 'CloudEvents 1.0，JSON 格式；id 也是续读位置，sequence 按文字比较即先后',
  required: REQUIRED,
  properties: Object.fromEntries([
    ...REQUIRED.filter((name) => name !== 'data').map((name) => [name, { type: 'string' }] as const),
    ['data', { type: 'object' }],
  ]),
};
