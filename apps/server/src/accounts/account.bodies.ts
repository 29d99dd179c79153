import { PASSWORD_CHARACTERS_MAX, ROLES } from '#access';
import type { Role } from '#access';
import { Flag, Line, Optional, Paragraph, Secret, Choice } from '#land';

const WORD_MAX = 64;
const NAME_MAX = 100;
const REASON_MAX = 500;

/** Which areas a role needs, and how they are written, the library says: in one place, with one sentence. */
export class AccountBody {
  @Line({ max: NAME_MAX }) name!: string;
  @Choice(ROLES, `岗位应为 ${ROLES.join('、')} 之一`) role!: Role;
  @Line({ max: WORD_MAX }) office!: string;
  @Optional() @Flag('chief 应为 true（单位负责人）或 false') chief?: boolean;
  @Optional() @Line({ max: WORD_MAX }) township?: string;
  @Optional() @Line({ max: WORD_MAX }) district?: string;
}

export class NewAccountBody extends AccountBody {
  @Line({ max: WORD_MAX }) user!: string;
}

export class AccountStateBody {
  @Flag('disabled 应为 true（停用）或 false（启用）') disabled!: boolean;
  @Paragraph({ max: REASON_MAX }) reason!: string;
}

export class ApiKeyBody {
  @Line({ max: WORD_MAX }) user!: string;
  @Line({ max: NAME_MAX }) name!: string;
  @Line({ max: WORD_MAX }) office!: string;
}

/** How short is too short, the library says, in the sentence that it has for it. */
export class PasswordBody {
  @Secret(PASSWORD_CHARACTERS_MAX) old!: string;
  @Secret(PASSWORD_CHARACTERS_MAX) next!: string;
}
