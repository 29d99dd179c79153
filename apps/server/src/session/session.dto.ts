import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PASSWORD_CHARACTERS_MAX } from '#access';
import { Day, Line, Lines, Optional, Secret } from '#land';

const USER_CHARACTERS_MAX = 64;
const KINDS_MAX = 50;
/** A recovery code as it is printed, with some blanks. */
const CODE_CHARACTERS_MAX = 40;

export class SignInBody {
  @ApiProperty({ example: 'wang' })
  @Line({ max: USER_CHARACTERS_MAX })
  user!: string;

  @ApiProperty({ format: 'password' })
  @Secret(PASSWORD_CHARACTERS_MAX)
  password!: string;

  @ApiPropertyOptional({ description: '启用了两步验证的：动态验证码或者恢复码', example: '492039' })
  @Optional()
  @Secret(CODE_CHARACTERS_MAX, '验证码')
  factorCode?: string;
}

export class ConfirmationBody {
  @ApiPropertyOptional({ format: 'password', description: '密码；与验证码任填其一' })
  @Optional()
  @Secret(PASSWORD_CHARACTERS_MAX)
  password?: string;

  @ApiPropertyOptional({ description: '动态验证码或者恢复码', example: '492039' })
  @Optional()
  @Secret(CODE_CHARACTERS_MAX, '验证码')
  factorCode?: string;
}

export class BeginFactorBody {
  @ApiProperty({ format: 'password' })
  @Secret(PASSWORD_CHARACTERS_MAX)
  password!: string;

  @ApiPropertyOptional({ description: '更换验证器的：现在的动态验证码或者恢复码', example: '492039' })
  @Optional()
  @Secret(CODE_CHARACTERS_MAX, '验证码')
  factorCode?: string;
}

export class FactorCodeBody {
  @ApiProperty({ description: '新验证器显示的 6 位验证码', example: '492039' })
  @Secret(CODE_CHARACTERS_MAX, '验证码')
  factorCode!: string;
}

export class DelegationBody {
  @ApiProperty({ description: '代理人用户名', example: 'li' })
  @Line({ max: USER_CHARACTERS_MAX, called: '代理人用户名', example: 'li' })
  to!: string;

  @ApiProperty({ description: '开始日期（含）', example: '2026-03-02' })
  @Day()
  fromDay!: string;

  @ApiProperty({ description: '结束日期（含）', example: '2026-03-06' })
  @Day()
  toDay!: string;

  @ApiPropertyOptional({ description: '代理的工作种类，不填为全部', example: ['opinion-finance'] })
  @Optional()
  @Lines({ max: KINDS_MAX, example: '["opinion-finance"]' })
  kinds?: string[];
}

export class DelegationQuery {
  @ApiProperty({ description: '代理授权编号' })
  @Optional()
  @Line({ max: USER_CHARACTERS_MAX * 3, empty: true, called: '代理授权编号' })
  id = '';
}
