import { PROMISES, PUBLISHED_NAMES } from '#feed';
import type { DeliveryView, PublicJwk, StuckGroup, Try, WebhookView } from '#feed';
import {
  coded,
  flag,
  instant,
  integer,
  items,
  list,
  named,
  object,
  oneOf,
  orNull,
  page,
  text,
} from '../openapi/schema.js';
import { STATE_NAMES } from './webhook.bodies.js';

const TYPE_NAMES = Object.fromEntries(PUBLISHED_NAMES.map((name) => [name, PROMISES[name].zh]));
const FAULTS = {
  'refused-address': '接收地址不是允许的地址，如域名指向了内部网络',
  timeout: '十五秒内没有答复',
  unreachable: '连接不上，或者中途断开',
  unseen: '本系统已无权看到该事件',
};

const DISABLED = orNull(
  object<NonNullable<WebhookView['disabled']>>({
    at: instant('停用时间'),
    reason: oneOf(['gone'], '接收方答复 410，不再接收；以 paused: false 修改即恢复'),
  }),
);

export const WEBHOOK = named(
  'Webhook',
  object<WebhookView>({
    id: text('推送的编号'),
    url: text('接收地址'),
    types: { ...orNull(list(coded(TYPE_NAMES, '事件类型'))), description: '只接收的事件类型；null 表示全部' },
    paused: flag('是否暂停'),
    createdAt: instant('登记时间'),
    disabled: DISABLED,
  }),
);
export const WEBHOOKS = items(WEBHOOK);

const SECRET = text('签名密钥，只显示这一次');
export const NEW_WEBHOOK = named(
  'NewWebhook',
  object<{ webhook: WebhookView; secret: string }>({ webhook: WEBHOOK, secret: SECRET }),
);
export const ROTATED = named(
  'RotatedWebhook',
  object<{ secret: string; oldUntil: string }>({
    secret: SECRET,
    oldUntil: instant('此前旧密钥的签名与新密钥的并列'),
  }),
);

const LAST_TRY = orNull(
  object<Try>({
    at: instant('最近一次投递的时间'),
    status: orNull(integer('接收方答复的 HTTP 状态')),
    fault: orNull(coded(FAULTS, '没有答复的原因')),
  }),
);

export const DELIVERY = named(
  'WebhookDelivery',
  object<DeliveryView>({
    id: text('投递的编号'),
    event: text('事件的编号'),
    type: text('事件类型'),
    subject: text('入市编号：同一编号的逐个送达，前一个没有结果，后一个等待'),
    tries: integer('已投递的次数'),
    dueAt: instant('不早于此时投递'),
    last: LAST_TRY,
    state: coded(STATE_NAMES, '投递状态'),
  }),
);
export const DELIVERIES = page(DELIVERY);

export const STUCK = page(
  named(
    'StuckWebhook',
    object<StuckGroup>({
      webhook: text('推送的编号'),
      owner: text('系统名'),
      url: text('接收地址'),
      paused: flag('是否暂停'),
      disabled: DISABLED,
      count: integer('未送达的投递数'),
      last: LAST_TRY,
      deliveries: list(DELIVERY),
    }),
  ),
);
export const REDELIVERED = named(
  'Redelivered',
  object<{ redelivered: number; more: boolean }>({
    redelivered: integer('重新排入的投递数'),
    more: flag('一次最多一千个：还有的，请再次提交'),
  }),
);

export const REPLAYED = named(
  'WebhookReplay',
  object<{ replayed: number; next: string | null }>({
    replayed: integer('排入的事件数'),
    next: orNull(text('一次最多一千个：还有的，以此为 after 再次补发')),
  }),
);

export const KEYS = named(
  'WebhookKeys',
  object<{ keys: readonly PublicJwk[] }>({
    keys: list(
      object<PublicJwk>({
        kty: oneOf(['OKP']),
        crv: oneOf(['Ed25519']),
        x: text('公钥'),
        kid: text('公钥的编号（RFC 7638）'),
        use: oneOf(['sig']),
        alg: oneOf(['EdDSA']),
      }),
    ),
  }),
);
