import type { RefusalKind } from '#kernel/messages';
import { VIEW_REFUSALS } from './view-refusals.js';

/** What a refusal means for the caller, as of any rule, and two that only a door has. */
export type AccessKind = RefusalKind | 'unauthenticated' | 'limited';

type Sentence = Readonly<{
  kind: AccessKind;
  /** What it is, in a few words that tell it from the others. */ title: string;
  zh: string;
  en: string;
  /** The request with which a program goes on; a person reads what to do in the sentences. */
  request?: string;
}>;

/**
 * Every refusal of this library, saying what to do next. Codes are stable for ever; `{name}` is filled from
 * the details.
 */
export const ACCESS_REFUSALS = {
  'session.missing': {
    kind: 'unauthenticated',
    title: '尚未登录',
    zh: '您尚未登录，请登录后再试；没有账户的，请联系系统管理员开立。',
    en: 'You are not signed in: sign in and try again, or ask the operator for an account.',
  },
  'session.ended': {
    kind: 'unauthenticated',
    title: '登录已过期',
    zh: '登录已过期或者已退出，请重新登录后再试；账户被停用的，请联系系统管理员。',
    en: 'Your session has ended: sign in again, or ask the operator whether the account is disabled.',
  },
  'operations.token-wrong': {
    kind: 'unauthenticated',
    title: '监控令牌无效',
    zh: '所给的令牌既不是监控令牌，也不是有效的登录。请按设置项 OPERATIONS_TOKEN 核对监控令牌，或者以系统管理员账户重新登录。',
    en:
      'The token is neither that of monitoring nor of a session: check it against the setting ' +
      'OPERATIONS_TOKEN, or sign in as the administrator.',
  },
  'key.wrong': {
    kind: 'unauthenticated',
    title: '密钥无效',
    zh: '接口密钥不正确、已吊销或者其账户已停用，请核对密钥；需要新密钥的，请联系系统管理员签发。',
    en: 'The API key is wrong or was revoked: check it, or ask the operator for a new one.',
  },
  'token.ended': {
    kind: 'unauthenticated',
    title: '访问令牌已失效',
    zh: '访问令牌不正确、已过期或者其密钥已吊销。请重新取得访问令牌；密钥已吊销的，请联系系统管理员。',
    en:
      'The access token is wrong, over, or its key was revoked: ask for another one, or the operator for a ' +
      'new key.',
    request: 'POST /platform/v1/oauth/token',
  },
  'token.narrow': {
    kind: 'forbidden',
    title: '访问令牌的范围不含此项',
    zh: '访问令牌的范围（scope）不含此项，需要 {scope}。请以含有它的 scope 重新取得访问令牌。',
    en: 'This needs {scope}, which the scope of the access token lacks: ask for a token that has it.',
  },
  'sign-in.wrong': {
    kind: 'unauthenticated',
    title: '用户名或密码不正确',
    zh: '用户名或密码不正确，请核对后重新输入；忘记密码请联系系统管理员重置。',
    en: 'User name or password is wrong: check both, or ask the operator to reset the password.',
  },
  'sign-in.code-needed': {
    kind: 'unauthenticated',
    title: '需要动态验证码',
    zh: '此账户启用了两步验证。请同时输入验证器应用显示的 6 位验证码；验证器不在身边的，输入一个恢复码。',
    en:
      'This account has a second factor: give the six figures that the authenticator shows as well, or a ' +
      'recovery code.',
  },
  'sign-in.code-wrong': {
    kind: 'unauthenticated',
    title: '动态验证码不正确',
    zh:
      '验证码不正确、已过期或者已用过。请等验证器显示下一个验证码后输入，并核对手机时间；' +
      '验证器和恢复码都丢失的，请联系系统管理员重置。',
    en:
      'The code is wrong, over or was used before: wait for the next one and check the clock of the ' +
      'telephone, or ask the operator to reset the second factor if it is lost.',
  },
  'second-factor.missing': {
    kind: 'forbidden',
    title: '须先启用两步验证',
    zh: '您的岗位须启用两步验证。请先在“两步验证”中用验证器应用扫码并输入验证码，再办理业务。',
    en: 'Your role needs a second factor: set one up with an authenticator before anything else.',
  },
  'second-factor.not-begun': {
    kind: 'conflict',
    title: '没有待启用的验证器',
    zh: '没有正在启用的验证器，或者已超过时限。请重新开始启用两步验证，再扫新的二维码。',
    en: 'No second factor is being set up, or it took too long: begin again and scan the new code.',
  },
  'second-factor.code-wrong': {
    kind: 'invalid',
    title: '验证码不正确',
    zh: '验证码不正确、已过期或者已用过。请等验证器显示下一个验证码后输入，并核对手机时间。',
    en: 'The code is wrong, over or was used before: wait for the next one, and check the clock.',
  },
  'second-factor.none': {
    kind: 'conflict',
    title: '没有启用两步验证',
    zh: '该账户没有启用两步验证，不需要重置。请核对用户名。',
    en: 'This account has no second factor: there is nothing to reset; check the user name.',
  },
  'second-factor.no-vault': {
    kind: 'conflict',
    title: '没有保密密钥',
    zh: '本系统没有设置保密密钥，不能启用两步验证。请系统管理员设置 VAULT_KEY 后重试。',
    en: 'This installation has no key for secrets: let the operator set VAULT_KEY.',
  },
  'session.unconfirmed': {
    kind: 'forbidden',
    title: '须再次确认身份',
    zh: '批准、签发和收费前须再次确认身份。请输入密码或者动态验证码确认，再提交同一内容。',
    en:
      'Approving, issuing and collecting need a fresh proof of who you are: confirm with the password or a ' +
      'code, then send the same again.',
    request: 'POST /api/v1/session/confirmation',
  },
  'session.machine': {
    kind: 'forbidden',
    title: '接口密钥没有登录会话',
    zh: '此项只对以密码登录的人开放，接口密钥没有登录会话。请以本人账户登录后再试。',
    en: 'This is for people who signed in with a password; a machine has no session: sign in as a person.',
  },
  'session.confirmation-wrong': {
    kind: 'invalid',
    title: '密码或验证码不正确',
    zh: '密码或验证码不正确，身份没有确认。请核对后重新输入；验证码每个只能用一次。',
    en: 'The password or code is wrong, so nothing was confirmed: enter it again. A code is good once.',
  },
  'sign-in.locked': {
    kind: 'limited',
    title: '暂停登录',
    zh: '登录失败次数过多，暂不接受陌生设备登录，请在 {seconds} 秒后再试，或在曾登录过的设备上登录。',
    en:
      'Too many failed sign-ins from unknown devices: try again in {seconds} seconds, or on a device that ' +
      'signed in before.',
  },
  'sign-in.too-soon': {
    kind: 'limited',
    title: '登录过于频繁',
    zh: '登录过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too soon after a failed sign-in: try again in {seconds} seconds.',
  },
  'access.role': {
    kind: 'forbidden',
    title: '岗位无权办理',
    zh: '您的岗位不能办理此事项，可由{roles}岗位办理；如岗位有误，请联系系统管理员。',
    en:
      'Your role may not do this; these may: {rolesEn}. Pass it on, or ask the operator to correct your ' +
      'role.',
  },
  'access.scope': {
    kind: 'forbidden',
    title: '不在辖区或单位内',
    zh: '此事项不在您的辖区或单位内，请转给所属地区或单位办理。',
    en: 'This lies outside your area or office: pass it to the area or office it belongs to.',
  },
  'access.chief': {
    kind: 'forbidden',
    title: '须由单位负责人办理',
    zh: '只有本单位负责人可以收回他人签收的任务（逾期上报后，上一级单位也可以）。请联系本单位负责人。',
    en:
      'Only a chief of the office takes back what somebody else holds (and, after it escalated, the office ' +
      'above): ask your chief.',
  },
  'access.unknown': {
    kind: 'unknown',
    title: '未找到或不在辖区内',
    zh: '未找到该内容，或它不在您的辖区内，请核对编号后再试。',
    en: 'Nothing with that id exists in your area: check the id and try again.',
  },
  'access.origin': {
    kind: 'forbidden',
    title: '请求来自其他网站',
    zh: '请求来自其他网站，已拒绝；请在本系统页面内重新操作。',
    en: 'The request came from another site: repeat it on the pages of this system.',
  },
  'delegation.none': {
    kind: 'forbidden',
    title: '没有代理授权',
    zh: '您今天没有 {from} 的有效代理授权，请由本人或系统管理员设置代理后再办理。',
    en: 'You are not the deputy of {from} today: ask them or the operator to delegate first.',
  },
  'delegation.self': {
    kind: 'invalid',
    title: '代理人不能是本人',
    zh: '代理人不能是本人，请另选一位同事。',
    en: 'Nobody can be their own deputy: choose a colleague.',
  },
  'delegation.other-office': {
    kind: 'invalid',
    title: '代理人不在本单位',
    zh: '代理人须为同一单位的在职同事，请重新选择代理人。',
    en: 'The deputy must be an active colleague of the same office: choose another one.',
  },
  'delegation.days': {
    kind: 'invalid',
    title: '代理期限不正确',
    zh: '代理期限不正确：应为公历日期，结束日期不得早于开始日期或今天，最长 {max} 天，且不晚于今天起 {ahead} 天，请修改日期。',
    en:
      'The days are wrong: they must exist, the end may not lie before the beginning or today, at most ' +
      '{max} days long and at most {ahead} days from today: correct them.',
  },
  'delegation.kinds': {
    kind: 'invalid',
    title: '代理范围不正确',
    zh: '代理范围不正确：{wrong}。可选：{known}。请从中选择，或者不填以代理全部工作。',
    en: 'The scope is wrong ({kinds}): choose kinds of work, or leave it out to delegate everything.',
  },
  'delegation.scope': {
    kind: 'forbidden',
    title: '代理范围不含此项',
    zh: '您对 {from} 的代理不含此项工作，请由本人办理或请其扩大代理范围。',
    en: 'Your delegation of {from} does not cover this work: leave it to them or ask for a wider scope.',
  },
  'delegation.unknown': {
    kind: 'unknown',
    title: '没有该代理授权',
    zh: '未找到该代理授权，请刷新列表后再试。',
    en: 'There is no such delegation: refresh the list and try again.',
  },
  'session.unknown': {
    kind: 'unknown',
    title: '没有该登录会话',
    zh: '未找到该登录会话，可能已退出，请刷新列表。',
    en: 'There is no such session; it may have ended: refresh the list.',
  },
  'account.taken': {
    kind: 'conflict',
    title: '用户名已被使用',
    zh: '用户名 {user} 已被使用，请换一个用户名。',
    en: 'The user name {user} is taken: choose another one.',
  },
  'account.admin-exists': {
    kind: 'conflict',
    title: '已有系统管理员',
    zh: '已有系统管理员 {user}。请由其登录后增加账户；密码丢失的，由其他管理员重置。',
    en: 'There is an administrator already, {user}: let {user} sign in and create the other accounts.',
  },
  'account.not-admin': {
    kind: 'conflict',
    title: '不是系统管理员',
    zh: '{user} 不是系统管理员，请由系统管理员登录后重置其密码。',
    en: '{user} is not an administrator: let an administrator sign in and reset that password.',
  },
  'account.reserved': {
    kind: 'invalid',
    title: '用户名为系统保留',
    zh: '用户名 {user} 为系统保留，请换一个用户名。',
    en: 'The user name {user} is reserved for the system: choose another one.',
  },
  'account.invalid': {
    kind: 'invalid',
    title: '账户信息不正确',
    zh: '账户信息不完整或者不正确：{what}。请补正后再提交。',
    en: 'The account is incomplete or wrong: {whatEn}. Correct it and try again.',
  },
  'account.place': {
    kind: 'invalid',
    title: '账户的辖区或单位不正确',
    zh: '{why}账户的辖区或单位不在规则包中，请更正后再提交。',
    en: 'The pack in force does not know this area or office; it knows: {known}.',
  },
  'account.demo': {
    kind: 'invalid',
    title: '不能创建演示账户',
    zh: '正式环境不允许创建演示账户，请使用正式账户，或以 DEMO=true 启动演示环境。',
    en: 'Demo accounts cannot be created here: use real accounts, or start with DEMO=true.',
  },
  'account.unknown': {
    kind: 'unknown',
    title: '没有这个账户',
    zh: '没有这个账户，请核对用户名后再试。',
    en: 'There is no such account: check the user name.',
  },
  'draft.unknown': {
    kind: 'unknown',
    title: '没有这份草稿',
    zh: '没有这份草稿，可能已经提交、删除或者超过保存期限。请从草稿列表重新打开。',
    en: 'There is no such draft; it may have been handed in, deleted or expired: open one from the list.',
  },
  'draft.too-large': {
    kind: 'invalid',
    title: '草稿过大',
    zh: '草稿超过 {max} 字节，没有保存。请删减过长的内容后再保存。',
    en: 'The draft is larger than {max} bytes and was not kept: shorten it.',
  },
  'draft.too-many': {
    kind: 'conflict',
    title: '草稿过多',
    zh: '每人最多保存 {max} 份草稿。请删除不再需要的草稿后再保存。',
    en: 'A person may keep {max} drafts: delete those that are not needed.',
  },
  ...VIEW_REFUSALS,
  'account.last-admin': {
    kind: 'conflict',
    title: '最后一个系统管理员',
    zh: '这是最后一个可用的系统管理员账户，不能停用或改任。请先设置另一名系统管理员。',
    en: 'This is the last active administrator: appoint another one first.',
  },
  'account.busy': {
    kind: 'conflict',
    title: '账户正在变更',
    zh: '另一项账户变更正在办理，请稍后重试。',
    en: 'Another change of accounts is under way: try again in a moment.',
  },
  'key.unknown': {
    kind: 'unknown',
    title: '没有这个密钥',
    zh: '没有这个密钥，可能已吊销，请刷新列表。',
    en: 'There is no such key; it may have been revoked: refresh the list.',
  },
  'key.other-role': {
    kind: 'conflict',
    title: '系统类别不符',
    zh: '系统 {user} 已有另一类别或者另一区县的密钥。请换一个系统名，或者先吊销它原来的密钥。',
    en: 'The machine {user} has keys of another kind or district: choose another name, or revoke them first.',
  },
  'password.initial': {
    kind: 'forbidden',
    title: '须先修改初始密码',
    zh: '您使用的是初始密码，请先修改密码，再办理业务。',
    en: 'This password is for the first sign-in only: change it before anything else.',
  },
  'password.wrong': {
    kind: 'invalid',
    title: '原密码不正确',
    zh: '原密码不正确，请重新输入；忘记密码请联系系统管理员重置。',
    en: 'The old password is wrong: enter it again, or ask the operator to reset it.',
  },
  'password.same': {
    kind: 'invalid',
    title: '新密码与原密码相同',
    zh: '新密码与原密码相同，请换一个新密码。',
    en: 'The new password is the same as the old one: choose another.',
  },
  'password.weak': {
    kind: 'invalid',
    title: '密码过短或过长',
    zh: '密码须为 {min} 至 {max} 个字符，请换一个更长且不易猜到的密码。',
    en: 'A password has {min} to {max} characters: choose one that is longer and hard to guess.',
  },
  'password.common': {
    kind: 'invalid',
    title: '密码过于常见',
    zh: '密码过于常见（常用词、连续数字或键盘顺序），请换一个不易猜到的密码。',
    en:
      'This password is a common one (common words, consecutive digits, neighbouring keys): choose ' +
      'one that is hard to guess.',
  },
  'password.personal': {
    kind: 'invalid',
    title: '密码含有个人信息',
    zh: '密码不得含有本人的用户名、姓名或单位，请换一个密码。',
    en: 'A password may not contain the name of the user, the person or the office: choose another one.',
  },
} as const satisfies Record<string, Sentence>;

export type AccessCode = keyof typeof ACCESS_REFUSALS;
export type AccessDetails = Readonly<Record<string, string | number>>;

const fill = (text: string, details: AccessDetails) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));

/** Somebody may not come in, or may not do this. Its message is the Chinese sentence. */
export class AccessRefused extends Error {
  readonly kind: AccessKind;
  readonly zh: string;
  readonly en: string;

  constructor(
    readonly code: AccessCode,
    readonly details: AccessDetails = {},
  ) {
    const { kind, zh, en } = ACCESS_REFUSALS[code];
    super(fill(zh, details));
    this.name = 'AccessRefused';
    this.kind = kind;
    this.zh = this.message;
    this.en = fill(en, details);
  }
}
