/** Codes that name why the log cannot be used; stable. */
export type UnreadyCode =
  'log.address' | 'log.file' | 'log.password' | 'log.right' | 'log.certificate' | 'log.tls' | 'log.away';

/**
 * The log cannot be used as it is asked for: what is wrong and what to do, without a password and without a
 * stack.
 */
export class LogUnready extends Error {
  readonly zh: string;

  constructor(
    readonly code: UnreadyCode,
    /** What is wrong, and what to do, as parts of one Chinese sentence. */
    readonly what: string,
    readonly next: string,
    readonly en: string,
  ) {
    const zh = `${what}：${next}`;
    super(`${zh}\n${en}`);
    this.zh = zh;
    this.name = 'LogUnready';
    this.stack = `${this.name}: ${this.message}`;
  }

  /** Whether it may get better by itself, as where everything is started at once. */
  get mayPass(): boolean {
    return this.code === 'log.away';
  }
}

export const wrongAddress = (next: string, en: string): LogUnready =>
  new LogUnready('log.address', 'EVENTSTORE_URL 写法有误', next, `EVENTSTORE_URL ${en}`);

export const unreadableFile = (parameter: string, file: string, why: string): LogUnready =>
  new LogUnready(
    'log.file',
    `读不到 EVENTSTORE_URL 中 ${parameter} 所指的文件 ${file}（${why}）`,
    '请核对路径和读取权限，容器中还须挂载该文件。',
    `The file ${file}, which ${parameter} in EVENTSTORE_URL names, cannot be read (${why}): look at its ` +
      'path and ' +
      'who may read it, and whether the container mounts it.',
  );

export const wrongPassword = (): LogUnready =>
  new LogUnready(
    'log.password',
    'EventStoreDB 不认 EVENTSTORE_URL 中的用户名或密码',
    '请核对两者（其中的 % : @ / 须写成 %25 %3A %40 %2F）。',
    'EventStoreDB does not know the user or the password in EVENTSTORE_URL: look at both ' +
      '(% : @ / in them are written %25 %3A %40 %2F).',
  );

export const noRight = (prefix: string): LogUnready =>
  new LogUnready(
    'log.right',
    `EventStoreDB 不允许这个账户读取 $all，或读写名称以 ${prefix} 开头的事件流`,
    '请在 EVENTSTORE_URL 中给出有这些权限的账户，或由管理员授权（见 docker/README.md）。',
    'EventStoreDB does not let this account read $all, or read and write streams that begin with ' +
      `${prefix}: ` +
      'name an account in EVENTSTORE_URL that may, or have the rights given (see docker/README.md).',
  );

export const badCertificate = (host: string, why: string): LogUnready =>
  new LogUnready(
    'log.certificate',
    `EventStoreDB（${host}）的证书不可信（${why}）`,
    '请用 tlsCAFile 指出签发机构的证书，并核对证书的期限和其中的主机名。',
    `The certificate of EventStoreDB (${host}) is not trusted (${why}): name the certificate of its ` +
      'authority ' +
      'with tlsCAFile, and look at its dates and the host names in it.',
  );

export const tlsHereOnly = (host: string): LogUnready =>
  new LogUnready(
    'log.tls',
    `EventStoreDB（${host}）不使用 TLS，而 EVENTSTORE_URL 要求使用`,
    '请为服务器配置证书，或仅在可信网络内写 tls=false。',
    `EventStoreDB (${host}) speaks without TLS, and EVENTSTORE_URL asks for it: give the server a ` +
      'certificate, ' +
      'or write tls=false, on a trusted network only.',
  );

export const tlsThereOnly = (host: string): LogUnready =>
  new LogUnready(
    'log.tls',
    `EventStoreDB（${host}）使用 TLS，而 EVENTSTORE_URL 写着 tls=false`,
    '请改为 tls=true，并用 tlsCAFile 指出签发机构的证书。',
    `EventStoreDB (${host}) speaks TLS only, and EVENTSTORE_URL says tls=false: write tls=true, and name ` +
      'the ' +
      'certificate of its authority with tlsCAFile.',
  );

export const nobodyAnswers = (host: string, why: string): LogUnready =>
  new LogUnready(
    'log.away',
    `连接不上 EventStoreDB（${host}，${why}），或者它没有及时回答`,
    '请核对 EVENTSTORE_URL 的主机和端口，确认服务器已启动、网络可达。',
    `EventStoreDB (${host}) does not answer (${why}): look at host and port in EVENTSTORE_URL, and ` +
      'whether the ' +
      'server runs and can be reached.',
  );
