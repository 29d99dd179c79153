import { MACHINE_ROLES, PASSWORD_CHARACTERS_MAX, ROLE_NAMES } from '#access';
import type { MachineRole, Role } from '#access';
import { Flag, Line, Nested, Optional, Paragraph, Secret, Choice } from '#land';

const WORD_MAX = 64;
const NAME_MAX = 100;
const REASON_MAX = 500;
const MACHINE_NAMES = Object.fromEntries(MACHINE_ROLES.map((role) => [role, ROLE_NAMES[role]]));

/** Which areas a role needs, and how they are written, the library says: in one place, with one sentence. */
export class AccountBody {
  @Line({ max: NAME_MAX, called: '姓名', example: '王建国' }) name!: string;
  @Choice(ROLE_NAMES) role!: Role;
  @Line({ max: WORD_MAX }) office!: string;
  @Optional() @Flag() chief?: boolean;
  @Optional() @Line({ max: WORD_MAX }) township?: string;
  @Optional() @Line({ max: WORD_MAX }) district?: string;
}

export class NewAccountBody extends AccountBody {
  @Line({ max: WORD_MAX }) user!: string;
}

export class AccountStateBody {
  @Flag({ yes: '停用', no: '启用' }) disabled!: boolean;
  @Paragraph({ max: REASON_MAX }) reason!: string;
}

/** 32 bytes in base64url. */
const SIGNING_KEY_CHARACTERS = 43;

const KEY_ID_CHARACTERS = 200;
const EXAMPLE_X = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';

const ALGORITHMS = { EdDSA: '爱德华曲线签名', Ed25519: '爱德华曲线签名', ES256: '椭圆曲线签名' };

/** The public half of a key as a JWK (RFC 7517, RFC 8037). What a file of it says besides is not kept. */
export class PublicKeyBody {
  @Choice({ OKP: '爱德华曲线', EC: '椭圆曲线' }, { called: '密钥种类' }) kty!: 'OKP' | 'EC';
  @Choice({ Ed25519: '爱德华曲线', 'P-256': '椭圆曲线' }, { called: '曲线' }) crv!: 'Ed25519' | 'P-256';
  @Line({ max: SIGNING_KEY_CHARACTERS, called: '公钥的 x', example: EXAMPLE_X }) x!: string;
  /** Of P-256. */
  @Optional() @Line({ max: SIGNING_KEY_CHARACTERS, called: '公钥的 y', example: EXAMPLE_X }) y?: string;
  @Optional() @Line({ max: KEY_ID_CHARACTERS, called: '密钥编号', example: 'key-1' }) kid?: string;
  @Optional()
  @Choice(ALGORITHMS, { called: '算法' })
  alg?: string;
  @Optional() @Choice({ sig: '签名' }, { called: '用途' }) use?: string;
}

export class ApiKeyBody {
  @Line({ max: WORD_MAX }) user!: string;
  @Line({ max: NAME_MAX, called: '密钥名称', example: '交易平台接口' }) name!: string;
  @Line({ max: WORD_MAX }) office!: string;
  /** The trading platform where it is not said. */
  @Optional() @Choice(MACHINE_NAMES, { called: '对接系统' }) role?: MachineRole;
  @Optional() @Line({ max: WORD_MAX }) district?: string;
  /** Where it is said, reports that are not signed with it are not taken. */
  @Optional() @Line({ max: SIGNING_KEY_CHARACTERS, called: '签名公钥' }) signingKey?: string;
  /** Where it is said, the machine gets access tokens by it, and there is no secret. */
  @Optional() @Nested(() => PublicKeyBody, { called: '登录公钥' }) publicKey?: PublicKeyBody;
}

/** How short is too short, the library says, in the sentence that it has for it. */
export class PasswordBody {
  @Secret(PASSWORD_CHARACTERS_MAX) old!: string;
  @Secret(PASSWORD_CHARACTERS_MAX) next!: string;
}
