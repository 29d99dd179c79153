/** An official paper as it is set, whatever the format: texts and tables, and nothing of what they mean. */
export type OfficialDocument = Readonly<{
  title: string;
  /** 文号. */
  documentNo: string;
  /** 主送; null where it goes to everybody. */
  addressee: string | null;
  body: readonly (string | DocumentTable)[];
  /** Who signs. */
  office: string;
  /** 成文日期 in Chinese. */
  day: string;
  /** The same as `YYYY-MM-DD`: a file says when it was made, and must be the same every time. */
  on: string;
  /** At the head of each page, such as 重印（第2次）; null on the first print. */
  mark: string | null;
  /** Large and pale across each page of a PDF, such as 草稿; null on what counts. */
  across: string | null;
  /** What the code leads to, where there is one, and what stands beside it. */
  proof: Readonly<{ address: string | null; caption: string }>;
}>;

export type DocumentTable = Readonly<{ heads: readonly string[]; rows: readonly (readonly string[])[] }>;

export const FORMATS = ['pdf', 'docx'] as const;
export type OfficialFormat = (typeof FORMATS)[number];

/** GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm. */
export const PAGE_MM = { width: 210, height: 297, top: 37, left: 28, right: 26, bottom: 35 } as const;
/** GB/T 9704-2012: 2号 for the title, 3号 for the text, 28 字 a line and 22 lines a page; tables are smaller. */
export const TYPE_PT = { title: 22, text: 16, table: 12, small: 9, line: 28 } as const;

/** Every text of a paper, as a font must have it. */
export const textsOf = ({
  title,
  documentNo,
  addressee,
  body,
  office,
  day,
  mark,
  across,
  proof,
}: OfficialDocument) => [
  title,
  documentNo,
  addressee ?? '',
  ...body.flatMap((part) => (typeof part === 'string' ? [part] : [...part.heads, ...part.rows.flat()])),
  office,
  day,
  mark ?? '',
  across ?? '',
  proof.caption,
];

/** A character that no font here draws: the paper is not made, for a box in a name would go unseen. */
export class CharactersMissing extends Error {
  constructor(readonly characters: readonly string[]) {
    super(`No font has ${characters.join(' ')}.`);
    this.name = 'CharactersMissing';
  }
}
