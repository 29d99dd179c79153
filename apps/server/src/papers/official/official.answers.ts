import { OFFICIAL_NAMES } from '#land';
import type { OfficialContent, OfficialPaperView } from '#land';
import type { OfficialFormat } from '#papers';
import { coded, day, instant, integer, items, named, object, orNull, text } from '../../openapi/schema.js';

export const OFFICIAL_TYPES: Readonly<Record<OfficialFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export type OfficialPaperAnswer = Pick<
  OfficialPaperView,
  'id' | 'kind' | 'documentNo' | 'on' | 'basis' | 'fact' | 'issuedAt'
> &
  Pick<OfficialContent, 'title' | 'addressee' | 'office'> &
  Readonly<{ sha256: string; href: string; verification: string }>;

const OFFICIAL_PAPER = named(
  'OfficialPaper',
  object<OfficialPaperAnswer>({
    id: text('在该事项中的编号'),
    kind: coded(OFFICIAL_NAMES, '公文种类'),
    title: text('标题'),
    documentNo: text('文号'),
    on: day('成文日期'),
    office: text('署名单位'),
    addressee: orNull(text('主送；没有的为公示类')),
    basis: text('所依据的业务记录'),
    fact: text('发文的业务记录，可取存证'),
    issuedAt: instant('编号时刻'),
    sha256: text('内容的 SHA-256，十六进制；前 20 位是印在公文上的核验码'),
    href: text('下载地址，format 为 pdf 或者 docx'),
    verification: text('核验网页的路径，印有公文二维码的指向它'),
  }),
);
export const OFFICIAL_PAPERS = items(OFFICIAL_PAPER);

export type Verified = Readonly<{
  kind: string;
  documentNo: string;
  on: string;
  office: string;
  code: string;
  evidence: Readonly<{ index: number; leafHash: string; proof: string }> | null;
}>;
export const VERIFIED = named(
  'VerifiedOfficialPaper',
  object<Verified>({
    kind: text('公文种类'),
    documentNo: text('文号'),
    on: day('成文日期'),
    office: text('署名单位'),
    code: text('核验码'),
    evidence: orNull(
      object<NonNullable<Verified['evidence']>>({
        index: integer('发文记录在日志中的位置，从 0 起'),
        leafHash: text('RFC 9162 叶散列，base64'),
        proof: text('C2SP tlog-proof'),
      }),
    ),
  }),
);
