/**
 * What each register asks of a record, column by column: what it is called in a table, and what may stand
 * there. Whoever types a record and whoever hands in a table is held to the same.
 */
import { isBlank, isDay, normalNo, readText, faultWords, usccFault, withCheckDigit } from '#policy';
import type { PackOn } from '#policy';
import { COLLECTIVE_KINDS } from '../../shared/choice-names.js';
import type { RegisterName, RegisterRecord } from './registers.events.js';

/** Characters of a name, and of a bank with its branch. */
const NAME_MAX = 80;
const VILLAGE_MAX = 40;
const PERSON_MAX = 40;
const RECORD_NO_MAX = 60;
/** No village is in a pack of rules, and that of one county says nothing to another. */
const EXAMPLE_VILLAGE = '示范村';
const ACCOUNT = /^\d{8,30}$/;
/** A table calculator keeps so many digits of a number, and makes zeros of the rest. */
const EXACT_DIGITS_MAX = 15;

/** A cell as it stands in a table: a number only where it was one there. */
export type Cell = string | number;

/** The rules of the day, and the district whose register it is. */
export type Place = Readonly<{ pack: PackOn; district: string }>;

export type Column = Readonly<{
  field: string;
  zh: string;
  /** What others call it. */
  also: readonly string[];
  optional?: true;
  /** Shown only to those whose work needs it. */
  secret?: true;
  /** What its codes are called. */
  names?: Readonly<Record<string, string>>;
  allowed: (place: Place) => string;
  /** What might stand there, in the district whose register it is. */ example: (place: Place) => string;
  /** The one form of what was written, where it has several. */
  read?: (text: string, place: Place) => string;
  /** Why it may not stand there. */
  fault: (text: string, place: Place) => string | undefined;
}>;

const line = (max: number) => ({
  allowed: () => `一行文字，不超过 ${max} 字`,
  fault: (text: string) => ([...text].length > max ? `有 ${[...text].length} 字` : undefined),
});

const NAME: Column = {
  field: 'name',
  zh: '名称',
  also: ['组织名称', '集体名称', '机构名称', '单位名称'],
  example: () => `${EXAMPLE_VILLAGE}股份经济合作社`,
  ...line(NAME_MAX),
};
const USCC: Column = {
  field: 'uscc',
  zh: '统一社会信用代码',
  also: ['信用代码', '社会信用代码', '代码'],
  example: ({ district }) => withCheckDigit(`N2${district}MF0000999`),
  allowed: () => '18 位统一社会信用代码，校验码须相符',
  read: (text) => normalNo(text),
  fault: (text) => usccFault(text),
};

const townshipsOf = ({ pack, district }: Place) => pack.district(district).townships;
const listed = (rows: readonly Readonly<{ code: string; name: string }>[]) =>
  rows.map(({ code, name }) => `${name}（${code}）`).join('、');
const KINDS = Object.entries(COLLECTIVE_KINDS);

const COLLECTIVES: readonly Column[] = [
  NAME,
  USCC,
  {
    field: 'kind',
    zh: '类型',
    also: ['组织类型', '集体类型'],
    example: () => COLLECTIVE_KINDS['village-shares'],
    names: COLLECTIVE_KINDS,
    allowed: () => KINDS.map(([, name]) => name).join('、'),
    read: (text) => KINDS.find(([, name]) => name === text)?.[0] ?? text,
    fault: (text) => (Object.hasOwn(COLLECTIVE_KINDS, text) ? undefined : '没有这一类型'),
  },
  {
    field: 'township',
    zh: '镇（街道）',
    also: ['镇街', '乡镇', '镇', '街道', '镇街代码', '镇（街道）代码'],
    example: (place) => townshipsOf(place)[0]?.name ?? '',
    allowed: (place) => `本区县的镇（街道）：${listed(townshipsOf(place))}`,
    read: (text, place) => townshipsOf(place).find(({ name }) => name === text)?.code ?? text,
    fault: (text, place) =>
      townshipsOf(place).some(({ code }) => code === text) ? undefined : '本区县没有这个镇（街道）',
  },
  {
    field: 'village',
    zh: '村（社区）',
    also: ['村', '社区', '村社区', '村（居）', '所在村'],
    example: () => EXAMPLE_VILLAGE,
    ...line(VILLAGE_MAX),
  },
  {
    field: 'representative',
    zh: '法定代表人',
    also: ['负责人', '理事长', '法人代表'],
    example: () => '王秀兰',
    ...line(PERSON_MAX),
  },
  {
    field: 'bank',
    zh: '开户银行',
    also: ['开户行', '银行'],
    optional: true,
    secret: true,
    example: (place) => `${place.pack.district(place.district).name}农村商业银行营业部`,
    ...line(NAME_MAX),
  },
  {
    field: 'account',
    zh: '银行账户',
    also: ['账户', '银行账户号码'],
    optional: true,
    secret: true,
    example: () => '9010114000420000000017',
    allowed: () => '8 至 30 位数字，表格中该列须设为文本',
    read: (text) => normalNo(text).replaceAll('-', ''),
    fault: (text) => (ACCOUNT.test(text) ? undefined : '不是银行账户的号码'),
  },
];

const AGENCIES: readonly Column[] = [
  { ...NAME, example: () => '示范土地房地产评估有限公司' },
  { ...USCC, example: ({ district }) => withCheckDigit(`91${district}MA0000001`) },
  {
    field: 'recordNo',
    zh: '备案编号',
    also: ['备案号', '备案证明编号', '资质编号'],
    example: () => '土评备〔2024〕1号',
    ...line(RECORD_NO_MAX),
  },
  {
    field: 'validUntil',
    zh: '有效期至',
    also: ['备案有效期', '有效期', '有效日期'],
    example: () => '2027-12-31',
    allowed: () => '公历日期，写作“年-月-日”',
    read: dayOf,
    fault: (text) => (isDay(text) ? undefined : '不是日期'),
  },
];

export const COLUMNS: Readonly<Record<RegisterName, readonly Column[]>> = {
  collectives: COLLECTIVES,
  agencies: AGENCIES,
};
export const REGISTER_NAMES = {
  collectives: '农村集体经济组织',
  agencies: '土地评估机构',
} as const satisfies Record<RegisterName, string>;

/** `2027/12/31` and `2027年12月31日` are one day; what is none stays what it is. */
function dayOf(text: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** What is wrong with one field of a record, in whole sentences. */
export type FieldProblem = Readonly<{
  field: string;
  column: string;
  found: string;
  zh: string;
  allowed: string;
}>;
type Cells = Readonly<Record<string, Cell | undefined>>;

/** A record of the cells of one line, and everything that may not stand there. */
export function readRecord(
  register: RegisterName,
  cells: Cells,
  place: Place,
): Readonly<{ record: RegisterRecord; problems: readonly FieldProblem[] }> {
  const problems: FieldProblem[] = [];
  const record: Record<string, string> & Partial<RegisterRecord> = {};
  for (const column of COLUMNS[register]) {
    const { text, fault } = readCell(column, cells[column.field] ?? '', place);
    if (fault !== undefined) problems.push(problemOf(column, text, fault, place));
    if (text !== '') record[column.field] = text;
  }
  if (problems.length === 0) problems.push(...halfAccount(register, record, place));
  return { record: record as RegisterRecord, problems };
}

function readCell(
  { zh, optional, read, fault }: Column,
  cell: Cell,
  place: Place,
): Readonly<{ text: string; fault?: string }> {
  const raw = String(cell);
  if (typeof cell === 'number' && !(Number.isSafeInteger(cell) && raw.length <= EXACT_DIGITS_MAX))
    return { text: raw, fault: `表格把它存成了数值，超过 ${EXACT_DIGITS_MAX} 位的数字已经失真` };
  const seen = readText(raw);
  if (seen.fault) return { text: raw, fault: faultWords(seen.fault) };
  if (isBlank(seen.text)) return { text: '', ...(optional ? {} : { fault: `${zh}没有填写` }) };
  const text = read ? read(seen.text, place) : seen.text;
  const found = fault(text, place);
  return { text, ...(found === undefined ? {} : { fault: found }) };
}

const problemOf = (column: Column, text: string, fault: string, place: Place): FieldProblem => {
  const allowed = column.allowed(place);
  const found = column.secret ? '' : text;
  return {
    field: column.field,
    column: column.zh,
    found,
    allowed,
    zh: `${column.zh}${found === '' ? '' : `“${found}”`}：${fault}。应为${allowed}。`,
  };
};

/** An account says nothing without its bank, nor a bank without the account. */
function halfAccount(
  register: RegisterName,
  { bank, account }: Readonly<Record<string, string>>,
  place: Place,
): readonly FieldProblem[] {
  if ((bank === undefined) === (account === undefined)) return [];
  const lacking = COLUMNS[register].find(({ field }) => field === (bank === undefined ? 'bank' : 'account'));
  return lacking ? [problemOf(lacking, '', '开户银行和账户号码须同时填写', place)] : [];
}
