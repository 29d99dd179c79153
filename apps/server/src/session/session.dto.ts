import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PASSWORD_CHARACTERS_MAX } from '#access';
import { Day, Line, Lines, Optional, Secret } from '#land';

const USER_CHARACTERS_MAX = 64;
const KINDS_MAX = 50;

export class SignInBody {
  @ApiProperty({ example: 'wang' })
  @Line({ max: USER_CHARACTERS_MAX })
  user!: string;

  @ApiProperty({ format: 'password' })
  @Secret(PASSWORD_CHARACTERS_MAX)
  password!: string;
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
