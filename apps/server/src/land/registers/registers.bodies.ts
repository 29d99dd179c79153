import { ApiProperty } from '@nestjs/swagger';
import { DocumentNo, Line, Optional, Paragraph, Pattern } from '#land';

const SOURCE_MAX = 100;
const NAME_MAX = 200;
const KEY_MAX = 100;
const SHA256 = /^[0-9a-f]{64}$/;
const EXAMPLE_SHA = '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752';

export class RegisterImportQuery {
  @ApiProperty({ description: '数据来源：提供单位和文件' })
  @Line({ max: SOURCE_MAX, called: '数据来源', example: '区农业农村局 2026年登记台账' })
  source!: string;

  @ApiProperty({ description: '文件名，只用于记录' })
  @Line({ max: NAME_MAX, called: '文件名', example: '集体经济组织.xlsx' })
  file!: string;
}

/**
 * The columns of every register, each optional here: which of them a record needs, and what may stand there,
 * its register says, all at once.
 */
class RecordBody {
  @DocumentNo() documentNo!: string;
  @Optional() @Line({ empty: true, called: '名称' }) name?: string;
  @Optional() @Line({ empty: true, called: '统一社会信用代码', example: 'N2370114MF0000001A' }) uscc?: string;
  @Optional() @Line({ empty: true, called: '类型', example: '村股份经济合作社' }) kind?: string;
  @Optional() @Line({ empty: true, called: '镇（街道）代码', example: '370114-01' }) township?: string;
  @Optional() @Line({ empty: true, called: '村（社区）', example: '三涧溪村' }) village?: string;
  @Optional() @Line({ empty: true, called: '法定代表人', example: '王秀兰' }) representative?: string;
  @Optional() @Line({ empty: true, called: '开户银行', example: '章丘农商银行双山支行' }) bank?: string;
  @Optional() @Line({ empty: true, called: '银行账户', example: '9010114000420000000017' }) account?: string;
  @Optional() @Line({ empty: true, called: '备案编号', example: '鲁土评备〔2024〕1号' }) recordNo?: string;
  @Optional() @Line({ empty: true, called: '有效期至', example: '2027-12-31' }) validUntil?: string;
}

export class RecordEntryBody extends RecordBody {}

/** What is not named stays as it is; the empty text takes an optional field away. */
export class RecordAmendmentBody extends RecordBody {
  @Line({ max: KEY_MAX, called: '名录编号', example: '370114-01-三涧溪村' }) key!: string;
}

export class RecordEndBody {
  @Line({ max: KEY_MAX, called: '名录编号', example: '370114-01-三涧溪村' }) key!: string;
  @DocumentNo() documentNo!: string;
  @Paragraph({ called: '终止原因', example: '村庄合并' }) reason!: string;
}

export class RegisterAdoptionBody {
  @Pattern(SHA256, '64 位的文件摘要', EXAMPLE_SHA, { called: '文件摘要' }) sha256!: string;
  @DocumentNo() documentNo!: string;
}
