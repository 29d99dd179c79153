import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { PASSWORD_CHARACTERS_MAX } from '#access';

const USER_CHARACTERS_MAX = 64;
const KINDS_MAX = 50;
const DAY = /^\d{4}-\d\d-\d\d$/;

export class SignInBody {
  @ApiProperty({ example: 'wang' })
  @IsString() @MinLength(1) @MaxLength(USER_CHARACTERS_MAX)
  user!: string;

  @ApiProperty({ format: 'password' })
  @IsString() @MinLength(1) @MaxLength(PASSWORD_CHARACTERS_MAX)
  password!: string;
}

export class DelegationBody {
  @ApiProperty({ description: '代理人用户名', example: 'li' })
  @IsString() @MinLength(1) @MaxLength(USER_CHARACTERS_MAX)
  to!: string;

  @ApiProperty({ description: '开始日期（含）', example: '2026-03-02' })
  @Matches(DAY, { message: '日期格式不正确，请填写如 2026-03-02。' })
  fromDay!: string;

  @ApiProperty({ description: '结束日期（含）', example: '2026-03-06' })
  @Matches(DAY, { message: '日期格式不正确，请填写如 2026-03-02。' })
  toDay!: string;

  @ApiPropertyOptional({ description: '代理的工作种类，不填为全部', example: ['opinion-finance'] })
  @IsOptional() @IsArray() @ArrayMaxSize(KINDS_MAX) @IsString({ each: true })
  kinds?: string[];
}

export class DelegationQuery {
  @ApiProperty({ description: '代理授权编号' })
  @IsOptional() @IsString() @MaxLength(USER_CHARACTERS_MAX * 3)
  id = '';
}
