import { BULK_PROBLEMS } from './bulk-problems.js';
import { MAP_PROBLEMS } from './map-problems.js';
import { PAPER_PROBLEMS } from './paper-problems.js';

/** What a problem of the shell is, and what to do next. */
export type ProblemEntry = Readonly<{
  status: number;
  title: string;
  zh: string;
  en: string;
  retryable?: true;
  /** The request with which a program goes on. */ request?: string;
}>;

/** What the shell itself refuses; rules and access bring their own sentences. */
export const PROBLEMS = {
  'request.malformed': {
    status: 400,
    title: '请求无法读取',
    zh: '请求内容无法读取，请检查格式后重新提交。',
    en: 'The request cannot be read: check its form and send it again.',
  },
  'request.invalid': {
    status: 400,
    title: '填写不正确',
    zh: '部分内容填写不正确，请按各项提示修改后重新提交。',
    en: 'Some fields are wrong: correct each as it says and send it again.',
  },
  'request.too-deep': {
    status: 400,
    title: '嵌套过深',
    zh: '请求内容的层次过多，请减少层次后重新提交。',
    en: 'The request is nested too deep: make it simpler.',
  },
  'request.too-many-keys': {
    status: 413,
    title: '字段过多',
    zh: '一组内容中的字段过多（最多 1000 个），请检查后重新提交。',
    en: 'One object has too many members (1,000 at most): check it and send it again.',
  },
  'request.too-many-values': {
    status: 413,
    title: '项数过多',
    zh: '请求内容的项数过多（最多 100000 项），请分次提交。',
    en: 'The request has too many values (100,000 at most): send less at a time.',
  },
  'request.not-utf8': {
    status: 400,
    title: '编码不正确',
    zh: '请求内容不是 UTF-8 编码，请转换为 UTF-8 后重新提交。',
    en: 'The request is not in UTF-8: convert it and send it again.',
  },
  'request.gb18030': {
    status: 400,
    title: '编码应为 UTF-8',
    zh: '请求内容是 GB18030（GBK）编码，请转换为 UTF-8 后重新提交。',
    en: 'The request is in GB18030 (GBK): convert it to UTF-8 and send it again.',
  },
  'request.too-large': {
    status: 413,
    title: '内容过大',
    zh: '提交内容过大，请减少内容或分次提交。',
    en: 'The request is too large: send less at a time.',
  },
  'export.too-many': {
    status: 422,
    title: '导出的内容过多',
    zh: '符合条件的超过 10,000 行，一张表装不下。请增加筛选条件（镇街、环节、年份、状态等），分几次导出。',
    en: 'More than 10,000 rows match: add filters (township, stage, year, status) and export in parts.',
  },
  'statistics.day-ahead': {
    status: 400,
    title: '统计日期未到',
    zh: '这一天还没有到，没有可以统计的数字。请选择今天或者以前的日期、期间。',
    en: 'That day has not come, so there is nothing to count: choose today or an earlier day or period.',
  },
  'signature.missing': {
    status: 401,
    title: '报送未签名',
    zh:
      '该接口密钥登记了签名公钥，报送应当签名。请按 RFC 9421 以 Ed25519 签名后重新报送：至少覆盖 @method、@path、' +
      'content-digest、idempotency-key，并写明 created。',
    en:
      'This API key has a signing key, so its reports must be signed. Sign by RFC 9421 with Ed25519, over ' +
      'at least @method, @path, content-digest and idempotency-key, with created; then report again.',
  },
  'signature.wrong': {
    status: 401,
    title: '签名不正确',
    zh: '签名与报送内容、登记的公钥或者时间不符（签名五分钟内有效），未予受理。请核对私钥、时钟、Content-Digest 和所覆盖的内容，重新签名后报送。',
    en:
      'The signature does not fit the report, the key or the time (it is good for five minutes). Check the ' +
      'private key, the clock, Content-Digest and what is signed over, sign anew and report again.',
  },
  'key.signing-invalid': {
    status: 422,
    title: '签名公钥不正确',
    zh: '签名公钥不正确：应为 Ed25519 公钥的 32 个字节，以 base64url 书写，共 43 个字符（JWK 的 x）。请核对后重新提交。',
    en:
      'The signing key is wrong: give the 32 bytes of an Ed25519 public key in base64url, 43 characters ' +
      '(the x of a JWK).',
  },
  'key.public-invalid': {
    status: 422,
    title: '登录公钥不正确',
    zh:
      '登录公钥不正确：应为一个公钥的 JWK，kty、crv 为 OKP、Ed25519（只有 x）或者 EC、P-256（x 和 y），' +
      '各为 32 个字节，以 base64url 书写，共 43 个字符。请核对后重新提交。',
    en:
      'The public key is wrong: give the JWK of a public key, of kty and crv OKP and Ed25519 (x alone) or ' +
      'EC and P-256 (x and y), each 32 bytes in base64url, 43 characters.',
  },
  'token.request-wrong': {
    status: 400,
    title: '取得访问令牌的请求不正确',
    zh:
      '请求不正确：应以 application/x-www-form-urlencoded 提交 grant_type、client_assertion_type 和 ' +
      'client_assertion，各写一次。请改正后重新提交。',
    en:
      'The request is wrong: send grant_type, client_assertion_type and client_assertion as ' +
      'application/x-www-form-urlencoded, each once.',
  },
  'token.grant-unsupported': {
    status: 400,
    title: '授权方式不支持',
    zh: '不支持这种授权方式，grant_type 应为 client_credentials。请改正后重新提交。',
    en: 'This grant is not supported: grant_type is client_credentials.',
  },
  'token.scope-wrong': {
    status: 400,
    title: '请求的范围不正确',
    zh:
      '请求的范围（scope）中有本系统没有的或者无权使用的。请从服务说明所列的 scopes_supported 中选择，' +
      '或者不写以取得全部。',
    en:
      'The scope names what is not there or what the role of this client may not use: choose from ' +
      'scopes_supported in the description of the service, or leave it out to get all.',
    request: 'GET /.well-known/oauth-authorization-server',
  },
  'token.client-wrong': {
    status: 401,
    title: '客户端声明未被接受',
    zh:
      '客户端声明（client_assertion）未被接受。请核对：以登记的私钥按 EdDSA 或 ES256 签名；iss 和 sub 为系统名；' +
      'aud 为本系统的地址；exp 不超过五分钟；jti 每次不同。密钥已吊销的，请联系系统管理员。',
    en:
      'The client assertion is not accepted. Check that it is signed by the registered key with EdDSA or ' +
      'ES256, that iss and sub are the name of the machine, aud the address of this installation, exp at ' +
      'most five minutes away, and jti another one each time; if the key was revoked, ask the operator.',
  },
  'token.no-address': {
    status: 409,
    title: '尚未设置对外地址',
    zh: '本系统尚未设置对外的地址，不能核对客户端声明是写给谁的，暂不签发访问令牌。请系统管理员设置 PUBLIC_ADDRESS 后重新启动。',
    en:
      'This installation has no address of its own, so nobody can tell for whom an assertion is: let the ' +
      'operator set PUBLIC_ADDRESS and start again.',
  },
  'request.unsupported': {
    status: 415,
    title: '内容类型不支持',
    zh: '内容类型不受支持，请以 application/json 提交。',
    en: 'This content type is not supported: send application/json.',
  },
  'request.refused': {
    status: 400,
    title: '请求有误',
    zh: '请求无法办理，请检查后重试。',
    en: 'The request cannot be handled: check it and try again.',
  },
  'route.unknown': {
    status: 404,
    title: '没有这个地址',
    zh: '没有这个地址，请核对网址后再试。',
    en: 'There is no such address: check it and try again.',
  },
  'problem.unknown': {
    status: 404,
    title: '没有这个拒绝代码',
    zh: '没有这个拒绝代码，请核对后再试。',
    en: 'There is no such code: check it and try again.',
  },
  'idempotency-key.missing': {
    status: 400,
    title: '缺少操作编号',
    zh: '缺少 Idempotency-Key 请求头，请为本次操作生成唯一编号后重新提交。',
    en: 'The Idempotency-Key header is missing: make a unique one for this operation and send it again.',
  },
  'idempotency-key.invalid': {
    status: 400,
    title: '操作编号不正确',
    zh: 'Idempotency-Key 须为一个 8 至 128 个字符的编号（字母、数字、._:- ），请更换后重新提交。',
    en: 'An Idempotency-Key has 8 to 128 letters, digits or ._:- characters: choose another one.',
  },
  'idempotency-key.reused': {
    status: 422,
    title: '操作编号已用于另一内容',
    zh: '该 Idempotency-Key 已用于另一内容，请为新的操作生成新的编号。',
    en: 'This Idempotency-Key was used for something else: make a new one for a new operation.',
  },
  'idempotency-key.running': {
    status: 409,
    title: '相同操作正在办理',
    zh: '相同操作正在办理，请稍后用同一编号重试以取得结果。',
    en: 'The same operation is running: ask again soon under the same key for its result.',
    retryable: true,
  },
  'version.required': {
    status: 428,
    title: '缺少版本',
    zh: '缺少所依据的版本（If-Match 请求头），请先读取最新内容再提交。',
    en: 'The If-Match header is missing: read the resource first, then send its ETag.',
  },
  'version.old': {
    status: 412,
    title: '内容已变化',
    zh: '内容已被他人修改，请刷新查看最新内容后再提交。',
    en: 'Somebody else changed this: read it again, then decide.',
  },
  'version.conflict': {
    status: 409,
    title: '他人正在修改',
    zh: '同时有他人在修改，请刷新后重试。',
    en: 'Somebody else is changing this: read it again and retry.',
    retryable: true,
  },
  'evidence.sealed': {
    status: 409,
    title: '含有密封内容',
    zh: '这条业务记录含有密封的底价，不出具存证；检查点同样证明它没有改动，请以检查点核对。',
    en: 'This fact holds a sealed reserve and gets no receipt: hold it against checkpoints, which prove it.',
  },
  'evidence.pending': {
    status: 409,
    title: '尚未存证',
    zh: '这条业务记录刚刚记入，尚未存证，请稍后再试。',
    en: 'This fact has just been recorded and is not in the tree yet: try again in a moment.',
    retryable: true,
  },
  'layer.import-failed': {
    status: 503,
    title: '图层没有导入',
    zh: '导入没有完成，没有任何内容生效。请以同一文件重新导入。',
    en: 'The import did not come to its end, and nothing of it is in force: import the same file again.',
    retryable: true,
  },
  'cursor.invalid': {
    status: 400,
    title: '分页参数不正确',
    zh: '分页参数不正确，请从第一页重新查询。',
    en: 'The cursor did not come from an earlier page: begin with the first page.',
  },
  'append.too-large': {
    status: 422,
    title: '一次提交过多',
    zh: '一次提交的内容过多，请分次提交。',
    en: 'This is too much at once: send it in parts.',
  },
  'objection.not-running': {
    status: 409,
    title: '不在可以提出异议的期间',
    zh: '该公示、公告已经结束或者不接受在线异议。请向镇人民政府（街道办事处）或者区自然资源部门书面提出。',
    en:
      'This notice has ended or takes no objections online. Object in writing to the township or to the ' +
      'district bureau of natural resources.',
  },
  'objection.unknown': {
    status: 404,
    title: '没有这件异议',
    zh: '没有这件异议，或者查询码不正确。请核对提交时显示的编号和查询码后再试。',
    en: 'There is no such objection, or its code is another one. Check number and code as they were shown.',
  },
  'objection.contact-gone': {
    status: 404,
    title: '姓名和联系方式已删除',
    zh: '该件异议的姓名和联系方式已按期删除。请把答复登记在系统中，由异议人凭查询码查看。',
    en:
      'Name and contact of this objection were removed in time. Record the answer, which the ' +
      'objector reads ' +
      'by the code.',
  },
  'webhook.too-many': {
    status: 409,
    title: '接收地址过多',
    zh: '对接的系统登记的接收地址已有十个。请先取消不用的，再登记新的。',
    en: 'This machine has ten webhooks already: remove one that is not needed, then add the new one.',
  },
  'rate.limited': {
    status: 429,
    title: '操作过于频繁',
    zh: '操作过于频繁，请稍后再试。',
    en: 'Too many requests: try again later.',
    retryable: true,
  },
  'rate.budget': {
    status: 429,
    title: '一分钟内的用量已用完',
    zh:
      '对接的系统一分钟内的用量已用完，请等待 Retry-After 所示的秒数后继续；常有此情形的，请减少轮询，改用 wait ' +
      '等待或者推送，或者请系统管理员调高 MACHINE_POINTS_PER_MINUTE。',
    en:
      'This machine has spent what it may spend within a minute: go on after the seconds of Retry-After. ' +
      'If it happens often, wait by `wait` or be pushed to instead of polling, or ask the operator for ' +
      'more (MACHINE_POINTS_PER_MINUTE).',
    retryable: true,
  },
  'rate.listeners': {
    status: 429,
    title: '等待和收听的连接过多',
    zh: '对接的系统正在等待（wait）和收听（stream）的连接已达上限，请先结束不用的，或者待其中一个有了答复后再试。',
    en:
      'This machine waits and listens on as many connections as it may: end one that is not needed, or try ' +
      'again when one of them was answered.',
    retryable: true,
  },
  'clock.behind': {
    status: 503,
    title: '服务器时钟有误',
    zh: '服务器时钟早于已有记录，为避免记错日期，暂停写入。请系统管理员校准服务器时间后重试。',
    en:
      'The clock of the server is behind the records, so nothing is written. Have the operator set it ' +
      'right, then try again.',
    retryable: true,
  },
  'log.behind': {
    status: 503,
    title: '日志不完整',
    zh: '日志缺少末尾的事件，不是本系统已办到之处的那一份，暂停写入。请系统管理员接回正确的日志后重新启动。',
    en:
      'The end of the log is missing, so nothing is written. Have the operator bring the right log back ' +
      'and start again.',
  },
  'log.foreign': {
    status: 503,
    title: '日志不是本系统的',
    zh: '日志不是本系统原来的那一份，暂停写入。请系统管理员接回正确的日志后重新启动。',
    en:
      'The log is not the one of this system, so nothing is written. Have the operator bring the right log ' +
      'back and start again.',
  },
  'timelines.building': {
    status: 503,
    title: '时间线正在建立',
    zh: '办理过程的索引正在建立（升级后首次启动时），请稍后重试；进度请系统管理员以 rushi lag 查看 timelines 一行。',
    en:
      'The index of the timelines is being built from the log, as at the first start after an upgrade: try ' +
      'again soon; the operator sees its progress by rushi lag.',
    retryable: true,
  },
  'work.too-long': {
    status: 422,
    title: '计算时间过长',
    zh: '计算时间过长，已停止，没有保存任何内容。请减少项数，分次计算。',
    en: 'This took too long and was stopped; nothing was saved. Ask for less at a time.',
  },
  'service.busy': {
    status: 503,
    title: '办理的人较多',
    zh: '当前办理的人较多，请稍后自动或手动重试。',
    en: 'Too many people are at work just now: try again in a moment.',
    retryable: true,
  },
  'storage.away': {
    status: 503,
    title: '数据库暂不可用',
    zh: '数据库暂时不可用，请稍候用同一编号重试；如持续出现，请联系系统管理员。',
    en: 'The database cannot be reached: ask again soon under the same key, or tell the operator.',
    retryable: true,
  },
  'storage.full': {
    status: 503,
    title: '存储空间已满',
    zh: '存储空间已满，本次内容没有保存，请联系系统管理员清理后重试。',
    en: 'The disk is full and nothing was saved: tell the operator, then try again.',
    retryable: true,
  },
  'service.unavailable': {
    status: 503,
    title: '系统暂不可用',
    zh: '系统暂时不可用，请稍后重试；如持续出现，请联系系统管理员。',
    en: 'The system is not available: try again soon, or tell the operator.',
    retryable: true,
  },
  'server.fault': {
    status: 500,
    title: '系统故障',
    zh: '系统出现故障，请稍后重试；如仍失败，请将跟踪编号告知系统管理员。',
    en: 'The system has a fault: try again, or give the operator the trace id.',
    retryable: true,
  },
  ...PAPER_PROBLEMS,
  ...BULK_PROBLEMS,
  ...MAP_PROBLEMS,
} as const satisfies Record<string, ProblemEntry>;

export type ProblemCode = keyof typeof PROBLEMS;
