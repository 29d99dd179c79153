import type { RegisterChange, RowProblem } from '#land';
import {
  coded,
  day,
  flag,
  instant,
  integer,
  items,
  list,
  map,
  named,
  object,
  optional,
  text,
} from '../../openapi/schema.js';
import type { RegisterReport } from './registers-desk.js';
import type { ColumnShown, ImportShown, RecordShown, RegisterShown } from './shown.js';

const FIELDS = map(text(), '各栏的内容，键为字段名；银行账户只对办理业务需要的岗位显示');
const PEOPLE = list(text());

const ended = object<NonNullable<RecordShown['ended']>>({
  on: day('自哪一天终止'),
  reason: text('原因'),
  documentNo: text('文号'),
});

const record = named(
  'RegisterRecord',
  object<RecordShown>({ key: text('编号，不变'), record: FIELDS, ended: optional(ended) }),
);

const column = object<ColumnShown>({
  field: text('字段名'),
  name: text('表头'),
  optional: flag('可以不填'),
  allowed: text('允许填写的内容'),
  example: text('示例'),
  names: optional(map(text(), '代码的名称')),
});

const brought = object<ImportShown>({
  sha256: text('文件的 SHA-256'),
  sm3: text('文件的 SM3'),
  file: text('文件名'),
  source: text('数据来源'),
  rows: integer('行数'),
  importedBy: PEOPLE,
  adopted: optional(
    object<NonNullable<ImportShown['adopted']>>({
      documentNo: text('文号'),
      entered: integer('新增'),
      amended: integer('变更'),
      by: PEOPLE,
    }),
  ),
});

export const REGISTER = named(
  'Register',
  object<RegisterShown>({
    register: text('名录'),
    name: text('名录的名称'),
    columns: list(column),
    items: list(record),
    imports: list(brought),
  }),
);

const WHAT: Readonly<Record<RegisterChange['what'], string>> = {
  entered: '录入',
  amended: '变更',
  ended: '终止',
};

export const HISTORY = items(
  named(
    'RegisterChange',
    object<RegisterChange>({
      what: coded(WHAT, '办理'),
      at: instant('时间'),
      by: PEOPLE,
      documentNo: text('文号'),
      reason: optional(text('终止原因，或者导入文件的来源')),
      record: optional(FIELDS),
    }),
  ),
);

const STATES: Readonly<Record<RegisterReport['state'], string>> = {
  imported: '已导入，待采用',
  unchanged: '名录已有相同内容，没有变化',
  faulty: '有错误，未导入',
};

const problem = object<RowProblem>({
  row: integer('第几行，与表格的行号相同'),
  field: text('字段名'),
  column: text('哪一列'),
  found: text('填写的内容；银行账户不显示'),
  zh: text('什么问题'),
  allowed: text('允许填写的内容'),
});

export const REGISTER_REPORT = named(
  'RegisterReport',
  object<RegisterReport>({
    state: coded(STATES, '结果'),
    format: text('文件格式'),
    encoding: optional(text('文字编码')),
    sha256: text('文件的 SHA-256'),
    sm3: text('文件的 SM3'),
    rows: integer('数据行数'),
    entered: integer('新增的'),
    amended: integer('有变更的'),
    same: integer('没有变化的'),
    untouched: integer('名录中有、文件中没有的，保持不变'),
    ignored: list(text('没有读取的列')),
    problemCount: integer('错误个数'),
    problems: list(problem),
  }),
);
