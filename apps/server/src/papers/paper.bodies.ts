import { Line, Optional, Paragraph, Pattern, Whole } from '#land';

const NAME_MAX = 200;
/** More than any disk here: what is too large is told so, and not that it is no number. */
const SAID_BYTES_MAX = 1_000_000_000_000;
const PAPERS_MAX = 500;

export class UploadBody {
  @Line({ max: NAME_MAX, called: '文件名', example: '三涧溪村决议.pdf' }) name!: string;
  @Whole(0, SAID_BYTES_MAX, { called: '文件总字节数' }) bytes!: number;
}

export class AttachBody {
  @Pattern(/^[0-9a-f]{32}$/, '上传编号', '0f8d3c2b1a09f8e7d60b5c1e7e9a1a4a', { called: '上传编号' })
  upload!: string;
  @Pattern(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/, '材料清单中的种类', 'members-resolution', {
    called: '材料种类',
  })
  kind!: string;
  /** As people shall read it; the file's own name where absent. */
  @Optional()
  @Line({ max: NAME_MAX, called: '材料名称', example: '三涧溪村成员会议决议' })
  name?: string;
  /** What the sender computed; what came is held against it. */
  @Optional()
  @Pattern(
    /^[0-9a-f]{64}$/,
    'SHA-256，64 位小写十六进制',
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    {
      called: 'SHA-256',
    },
  )
  sha256?: string;
}

export class WithdrawalBody {
  @Whole(1, PAPERS_MAX, { called: '材料序号' }) paper!: number;
  @Paragraph() reason!: string;
}
