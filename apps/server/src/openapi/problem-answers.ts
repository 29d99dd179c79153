import { PAGE_MAX } from '../http/paging.js';
import { TITLES } from '../http/titles.js';
import type { FieldError, ProblemBody } from '../http/problems.js';
import { TRACE_HEADER } from '../http/request-context.js';
import { sharedLinks } from './refusal-codes.js';
import { flag, integer, list, named, object, oneOf, optional, text } from './schema.js';
import type { Schema } from './schema.js';

const fieldError = object<FieldError>({
  pointer: text('字段位置（JSON Pointer）'),
  code: text(),
  message: text('应如何修改'),
  source: optional(text('所依据的条文')),
});

/** RFC 9457 as this house writes it. */
export const PROBLEM: Schema = named(
  'Problem',
  object<ProblemBody>({
    type: text('问题说明页 /problems/{code}', { format: 'uri-reference' }),
    title: text(),
    status: integer(),
    detail: text('下一步怎么办'),
    code: text('稳定的拒绝代码', { pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' }),
    traceId: text('跟踪编号', { pattern: '^[0-9a-f]{32}$' }),
    retryable: flag('原样重试可能成功'),
    errors: optional(list(fieldError)),
    currentVersion: optional(integer('当前版本')),
    detailEn: optional(text('英文说明')),
    error: optional(
      oneOf(
        ['invalid_request', 'invalid_client', 'invalid_scope', 'unsupported_grant_type'],
        '取得访问令牌时：RFC 6749 第 5.2 节的错误代码；此时类型为 application/json',
      ),
    ),
    error_description: optional(text('取得访问令牌时：英文说明')),
    claim: optional(text('报送：留存的编号，见 /platform/v1/claims')),
  }),
);

const header = (description: string, more: object = {}) => ({
  description,
  schema: { type: 'string', ...more },
});
const headerRef = (name: string) => ({ $ref: `#/components/headers/${name}` });

export const HEADERS: Readonly<Record<string, object>> = {
  [TRACE_HEADER]: header('跟踪编号，报修时请提供'),
  ETag: header('内容的版本；修改时放入 If-Match', { examples: ['"3"'] }),
  Location: header('新内容的地址'),
  Link: header('有下一页时：<…>; rel="next"'),
  'Retry-After': header('多少秒后可重试'),
  'WWW-Authenticate': header('登录方式'),
  RateLimit: header('对接的系统：还剩多少用量（r），多少秒后恢复（t）', {
    examples: ['"machine";r=5989;t=42'],
  }),
  'RateLimit-Policy': header('对接的系统：每 w 秒的用量（q）', { examples: ['"machine";q=6000;w=60'] }),
  'Idempotency-Replayed': header('true 表示这是同一编号第一次操作的结果'),
};

export const PARAMETERS: Readonly<Record<string, object>> = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      '本次操作的唯一编号；重复提交同一编号得到同一答复，不会办理两次。被拒绝的，拒绝也留存在该编号下：' +
      '改正以后，或者到了可以办理的日期，请换用新的编号。',
    schema: { type: 'string', pattern: '^"?[\\w.:-]{8,128}"?$' },
  },
  'Objection-Code': {
    name: 'Objection-Code',
    in: 'header',
    required: true,
    description: '提交异议时显示的查询码。',
    schema: { type: 'string', examples: ['7Q2M-K4XD-9TBE'] },
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: '读取时的 ETag；内容已被他人修改时拒绝（412）。',
    schema: { type: 'string', examples: ['"3"'] },
  },
  'On-Behalf-Of': {
    name: 'On-Behalf-Of',
    in: 'header',
    required: false,
    description: '代理办理时，被代理人的用户名。',
    schema: { type: 'string' },
  },
};

const RETRY_AFTER: readonly number[] = [409, 429, 503];
export const PROBLEM_STATUSES = Object.keys(TITLES).map(Number);

/** One shared answer per status; every operation refers to those that it can give. */
export const problemResponses = (schema: unknown): Readonly<Record<string, object>> =>
  Object.fromEntries(
    PROBLEM_STATUSES.map((status) => [
      `Problem${status}`,
      {
        description: responseWords(status),
        headers: headersOf([
          TRACE_HEADER,
          ...(RETRY_AFTER.includes(status) ? ['Retry-After'] : []),
          ...(status === 429 ? ['RateLimit', 'RateLimit-Policy'] : []),
          ...(status === 401 ? ['WWW-Authenticate'] : []),
        ]),
        content: { 'application/problem+json': { schema } },
      },
    ]),
  );

function responseWords(status: number): string {
  const links = sharedLinks(status);
  return links ? `${TITLES[status]}。任何业务都可能答复：${links}` : TITLES[status]!;
}

export const headersOf = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, headerRef(name)]));

/** What stands in an address. A name that is missing here fails the document's test. */
export const PATH_WORDS: Readonly<Record<string, string>> = {
  entry: '入市事项编号',
  parcel: '宗地代码',
  id: '编号',
  district: '六位行政区划代码',
  register: 'collectives 农村集体经济组织，agencies 土地评估机构',
  key: '名录编号，例如 370114-01-三涧溪村',
  year: '年度',
  layer: '规则包中的图层代码',
  z: '瓦片的层级',
  x: '瓦片的列，自西向东，从 0 起',
  y: '瓦片的行，自北向南，从 0 起',
  version: '版本号',
  code: '拒绝代码',
  fact: '业务记录的编号，如 listing-370114001018JB00011-1@0',
  level: '层，从 0 起',
  number: '异议编号，如 370114001018JB00011-1.objection.1',
  path: '块，三位一组，未满的加 .p/<个数>',
  user: '用户名',
  kind: '种类',
  name: '名称',
  upload: '上传编号',
  job: '批量办理的编号',
  paper: '材料在该事项中的序号',
  comment: '意见在该事项中的序号',
  no: '督办在该事项中的序号',
  ref: '规则版本，例如 jinan@2026.1',
};

/** `?after=&limit=` of every list. */
export const PAGING: Readonly<Record<string, object>> = {
  after: { description: '上一页返回的 next' },
  limit: { description: `每页条数，最多 ${PAGE_MAX}` },
};
