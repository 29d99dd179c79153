import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { PASSWORD_CHARACTERS_MAX, ROLES } from '#access';
import type { Role } from '#access';

const WORD_MAX = 64;
const NAME_MAX = 100;
const REASON_MAX = 500;

/** Which areas a role needs, and how they are written, the library says: in one place, with one sentence. */
export class AccountBody {
  @IsString() @IsNotEmpty() @MaxLength(NAME_MAX) name!: string;
  @IsIn(ROLES, { message: `岗位应为 ${ROLES.join('、')} 之一` }) role!: Role;
  @IsString() @IsNotEmpty() @MaxLength(WORD_MAX) office!: string;
  @IsOptional() @IsString() @MaxLength(WORD_MAX) township?: string;
  @IsOptional() @IsString() @MaxLength(WORD_MAX) district?: string;
}

export class NewAccountBody extends AccountBody {
  @IsString() @IsNotEmpty() @MaxLength(WORD_MAX) user!: string;
}

export class AccountStateBody {
  @IsBoolean({ message: 'disabled 应为 true（停用）或 false（启用）' }) disabled!: boolean;
  @IsString() @IsNotEmpty({ message: '请填写停用或启用的原因' }) @MaxLength(REASON_MAX) reason!: string;
}

export class ApiKeyBody {
  @IsString() @IsNotEmpty() @MaxLength(WORD_MAX) user!: string;
  @IsString() @IsNotEmpty() @MaxLength(NAME_MAX) name!: string;
  @IsString() @IsNotEmpty() @MaxLength(WORD_MAX) office!: string;
}

/** How short is too short, the library says, in the sentence that it has for it. */
export class PasswordBody {
  @IsString() @IsNotEmpty() @MaxLength(PASSWORD_CHARACTERS_MAX) old!: string;
  @IsString() @IsNotEmpty() @MaxLength(PASSWORD_CHARACTERS_MAX) next!: string;
}
