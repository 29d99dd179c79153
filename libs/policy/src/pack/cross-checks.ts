/** What no single row can know: floors of the statutes, overlapping validity, rules that are missing. */
import { addDays } from '../civil.js';
import { compareRates, parseRate } from '../money.js';
import { TELEPHONE_FORMS, readTelephone } from '../telephone.js';
import { groundFault } from '../rules/ground.js';
import type { PackError } from './errors.js';
import {
  CLOCK_FLOORS,
  FIXED_SWITCHES,
  GAIN_RATE_ARTICLE,
  GAIN_RATE_MAX,
  GAIN_RATE_MIN,
  LEASE_BASES,
  LEVY_KINDS,
  loosens,
  SCALAR_FLOORS,
  TERM_ARTICLE,
  TERM_CEILINGS,
  WHOLES,
} from './floors.js';
import { placesOf, standing } from './district-rows.js';
import { isValidOn } from './pack-on.js';
import type { Located } from './read-file.js';
import {
  ANY_DISTRICT,
  DATASET_LAYOUTS,
  DATASET_LENGTHS,
  NUMBER_PLACEHOLDERS,
  OFFICIAL_TABLES,
  placeholdersOf,
} from './terms.js';
import { placeholdersIn } from './placeholders.js';
import type {
  BenchmarkRow,
  ClockRow,
  DatasetRow,
  OfficialPaperRow,
  PaperRow,
  DeductionRow,
  RateRow,
  RulesFile,
  ScalarRow,
  SurchargeRow,
  UseRow,
} from './shapes.js';

type Valid = Readonly<{ validFrom: string; validTo?: string }>;
export type At<Row> = Readonly<{
  row: Row;
  error: (field: string, message: string, example?: string) => PackError;
}>;

/** The rows of one list, each able to speak about its own fields. */
export function rowsOf<File extends object, Row>(
  file: Located<File>,
  list: string,
  rows: readonly Row[] | undefined,
): At<Row>[] {
  return (rows ?? []).map((row, index) => ({
    row,
    error: (field, message, example) =>
      file.error(field ? [list, index, field] : [list, index], message, example),
  }));
}

export function scalarsOf(file: Located<RulesFile>) {
  return {
    rules: rowsOf(file, 'rules', file.content?.rules),
    clocks: rowsOf(file, 'clocks', file.content?.clocks),
  };
}

/** A row of a data set is as long as its field takes it, and a layout is one that there is. */
export function checkDatasets(rows: readonly At<DatasetRow>[]): PackError[] {
  return rows.flatMap(({ row: { key, value }, error }) => {
    if (key === 'layout' && !DATASET_LAYOUTS.some((layout) => layout === value))
      return [error('value', `应为 ${DATASET_LAYOUTS.join(' 或 ')}`, DATASET_LAYOUTS[0])];
    if (key === 'contact-number') return checkTelephones(value, error);
    const length = DATASET_LENGTHS[key];
    return length === undefined || value.length === length
      ? []
      : [error('value', `应为 ${length} 位，现为 ${value.length} 位`, '')];
  });
}

/** Several numbers have 、 between them. A pack is read as it is written, so each stands in its form. */
function checkTelephones(value: string, error: At<DatasetRow>['error']): PackError[] {
  return value.split('、').flatMap((written) => {
    const { number, fault } = readTelephone(written);
    if (number === written) return [];
    const meant = number ?? '0531-83210000';
    return [error('value', fault ? `${fault}；${TELEPHONE_FORMS}` : `电话号码应写作 ${meant}`, meant)];
  });
}

/** What may follow says until when, and what is not needed says why. */
export function checkPapers(rows: readonly At<PaperRow>[]): PackError[] {
  return rows.flatMap(({ row: { need, withinDays, why }, error }) => [
    ...((need === 'may-follow') === (withinDays !== undefined)
      ? []
      : [error('within_days', '可以容缺的应写明多少日内补交，其他材料不写', '20')]),
    ...((need === 'not-needed') === (why !== undefined)
      ? []
      : [error('why', '不需提交的应写明原因，其他材料不写', '由登记机构共享')]),
  ]);
}

const PARAGRAPH_CHARS_MAX = 400;

/**
 * A text names only what its kind of paper knows, a table stands alone in its paragraph, and a number counts
 * within its year.
 */
export function checkOfficialPapers(rows: readonly At<OfficialPaperRow>[]): PackError[] {
  return rows.flatMap(({ row: { key, title, number, addressee = '', office, paragraphs }, error }) => {
    const known: readonly string[] = placeholdersOf(key) ?? [];
    const table: string | undefined = OFFICIAL_TABLES[key];
    const strangers = (field: string, text: string, names: readonly string[]) =>
      placeholdersIn(text)
        .filter((name) => !names.includes(name))
        .map((name) =>
          error(field, `没有占位符“{${name}}”，可用：${names.join('、')}`, `{${names[0] ?? ''}}`),
        );
    const said = paragraphs.filter((text) => text !== `{${table ?? ''}}`);
    return [
      ...strangers('number', number, NUMBER_PLACEHOLDERS),
      ...['{年}', '{号}']
        .filter((part) => !number.includes(part))
        .map((part) => error('number', `文号按年编号，应有“${part}”`, '{简称}自然资入市批〔{年}〕{号}号')),
      ...strangers('title', title, known),
      ...strangers('addressee', addressee, known),
      ...strangers('office', office, known),
      ...said.flatMap((text) => strangers('paragraphs', text, known)),
      ...(said.every((text) => text.trim() !== '' && text.length <= PARAGRAPH_CHARS_MAX) && said.length > 0
        ? []
        : [error('paragraphs', `应有正文，每段不超过${PARAGRAPH_CHARS_MAX}字且不空`, '[正文第一段。]')]),
    ];
  });
}

/** One kind of paper is asked for once of each form and route. */
export const paperKey = ({ key, forms = [], routes = [] }: PaperRow): string =>
  [key, ...forms, ...routes].join(' ');

export function checkScalars(rows: readonly At<ScalarRow>[]): PackError[] {
  return rows.flatMap(({ row, error }) => {
    if (row.unit === 'ratio' || row.unit === 'per-day') {
      if (typeof row.value !== 'string' || !isRate(row.value))
        return [error('value', '比率应为加引号的文字', '"20%"')];
    }
    if (row.key === 'levy.lease-base' && !LEASE_BASES.some((base) => base === row.value))
      return [error('value', `应为 ${LEASE_BASES.join(' 或 ')}`, LEASE_BASES[0])];
    if (row.key === 'levy.kind' && !LEVY_KINDS.some((kind) => kind === row.value))
      return [error('value', `应为 ${LEVY_KINDS.join(' 或 ')}`, LEVY_KINDS[0])];
    const ground = groundFault(row.key, row.value);
    if (ground) return [error('value', ...ground)];
    const fixed = FIXED_SWITCHES.find(({ key, value }) => key === row.key && value !== row.value);
    if (fixed)
      return [error('value', `法律已经确定为 ${String(fixed.value)}：${fixed.article}`, String(fixed.value))];
    return SCALAR_FLOORS.filter(
      (floor) =>
        floor.key === row.key &&
        (typeof row.value === 'boolean' || !isRate(String(row.value)) || loosens(floor, String(row.value))),
    ).map(({ limit, article }) =>
      error('value', `放宽了法定底线 ${limit}：${article}；地方规则只能从严`, `"${limit}"`),
    );
  });
}

/** Shares of one whole make 100 % in every place, on every day on which a share begins. */
export function checkSums(rows: readonly At<ScalarRow>[]): PackError[] {
  return WHOLES.flatMap((keys) => {
    const shares = rows.filter(({ row }) => keys.includes(row.key));
    return placesOf(shares.map(({ row }) => row)).flatMap((place) => {
      const errors = checkSumsIn(place, keys, shares);
      // A district's rows stand among the city's: what the first of them says is enough.
      return place === ANY_DISTRICT ? errors : errors.slice(0, 1);
    });
  });
}

/** Where a district's share ends, the city's begins again. */
function checkSumsIn(place: string, keys: readonly string[], shares: readonly At<ScalarRow>[]): PackError[] {
  const here = shares.filter(({ row: { district } }) => district === undefined || district === place);
  const begins = here.flatMap(({ row, error }) => [
    { day: row.validFrom, error },
    ...(row.district === undefined || row.validTo === undefined
      ? []
      : [{ day: addDays(row.validTo, 1), error }]),
  ]);
  return begins.flatMap(({ day, error }) => {
    // What is wrong with the city's rows alone is said once, of the city.
    const valid = standing(
      here.map((share) => share.row).filter((share) => isValidOn(share, day)),
      place,
    );
    if (place !== ANY_DISTRICT && valid.every(({ district }) => district === undefined)) return [];
    const values = valid.flatMap(({ value }) =>
      typeof value === 'string' && isRate(value) ? [parseRate(value)] : [],
    );
    if (values.length !== keys.length) return [];
    const sum = values.reduce((a, b) => ({
      numerator: a.numerator * b.denominator + b.numerator * a.denominator,
      denominator: a.denominator * b.denominator,
    }));
    const where = place === ANY_DISTRICT ? '' : `区县 ${place} 的`;
    return compareRates(sum, '100%') === 0
      ? []
      : [error('value', `${where}${keys.join('、')} 自 ${day} 起合计应为 100%`, '"100%"')];
  });
}

export function checkSurcharges(rows: readonly At<SurchargeRow>[]): PackError[] {
  return rows
    .filter(({ row }) => compareRates(row.rate, '100%') > 0)
    .map(({ error }) => error('rate', '征收比例不能超过 100%', '"10%"'));
}

export const surchargeKey = ({ act, district, use, form, overYuanPerMu }: SurchargeRow): string =>
  [act, district, use, form, overYuanPerMu].join(' / ');

export const benchmarkKey = ({ district, use, grade, form }: BenchmarkRow): string =>
  [district, use, grade, form].join(' / ');

export function checkClocks(rows: readonly At<ClockRow>[]): PackError[] {
  return rows.flatMap(({ row, error }) =>
    CLOCK_FLOORS.filter(({ key }) => key === row.key).flatMap((floor) => {
      const errors: PackError[] = [];
      if (row.kind !== floor.kind)
        errors.push(error('kind', `应为 ${floor.kind}：${floor.article}`, floor.kind));
      if ((row.bound === 'at-least') !== (floor.side === 'min'))
        errors.push(
          error('bound', `方向与法律不符：${floor.article}`, floor.side === 'min' ? 'at-least' : 'at-most'),
        );
      if (loosens(floor, String(row.days)))
        errors.push(
          error('days', `放宽了法定底线 ${floor.limit}：${floor.article}；地方规则只能从严`, floor.limit),
        );
      return errors;
    }),
  );
}

export function checkTerms(rows: readonly At<UseRow>[]): PackError[] {
  return rows
    .filter(({ row }) => row.years > TERM_CEILINGS[row.use])
    .map(({ row, error }) =>
      error(
        'years',
        `超过“${row.use}”的最高年限 ${TERM_CEILINGS[row.use]} 年：${TERM_ARTICLE}`,
        String(TERM_CEILINGS[row.use]),
      ),
    );
}

export function checkRates(rows: readonly At<RateRow>[]): PackError[] {
  return rows.flatMap(({ row, error }) => {
    const errors: PackError[] = [];
    const onGain = row.formula !== 'price';
    if (onGain && (compareRates(row.rate, GAIN_RATE_MIN) < 0 || compareRates(row.rate, GAIN_RATE_MAX) > 0)) {
      errors.push(
        error(
          'rate',
          `增值收益的征收比例应在 ${GAIN_RATE_MIN} 到 ${GAIN_RATE_MAX} 之间：${GAIN_RATE_ARTICLE}`,
          GAIN_RATE_MIN,
        ),
      );
    }
    if (compareRates(row.rate, '100%') > 0) errors.push(error('rate', '征收比例不能超过 100%', '"30%"'));
    if ((row.formula === 'average-cost') !== (row.averageCostYuan !== undefined)) {
      errors.push(
        error('average_cost_yuan', '平均成本只用于 average-cost 公式，且该公式必须有平均成本', '"350.00"'),
      );
    }
    return errors;
  });
}

export function checkDeductions(rows: readonly At<DeductionRow>[]): PackError[] {
  const errors = rows
    .filter(({ row }) => (row.kind === 'ratio') !== (row.ratio !== undefined))
    .map(({ error }) => error('ratio', 'ratio 类扣除必须有比例，amount 类不得有', '"10%"'));
  const firstRatio = rows.findIndex(({ row }) => row.kind === 'ratio');
  const late = rows.find(({ row }, index) => firstRatio >= 0 && index > firstRatio && row.kind === 'amount');
  return late
    ? [...errors, late.error('kind', '金额类扣除（调节金、税、成本）应排在按比例提取之前', '')]
    : errors;
}

export const rateKey = ({ formula, act, district, use, grade, form }: RateRow): string =>
  [formula, act, district, use, grade, form].join(' / ');

/** Two rows of one key may not be valid on the same day: nobody could say which applies. */
export function checkOverlaps<Row extends Valid>(
  rows: readonly At<Row>[],
  keyOf: (row: Row) => string,
): PackError[] {
  return rows.flatMap(({ row, error }, index) => {
    const inside =
      row.validTo !== undefined && row.validTo < row.validFrom
        ? [error('valid_to', '有效期止日早于起日', row.validFrom)]
        : [];
    const clash = rows
      .slice(0, index)
      .find(({ row: other }) => keyOf(other) === keyOf(row) && overlap(other, row));
    return clash
      ? [
          ...inside,
          error(
            'valid_from',
            `与另一行“${keyOf(row)}”的有效期重叠（${clash.row.validFrom} 至 ${clash.row.validTo ?? '长期'}）`,
            '',
          ),
        ]
      : inside;
  });
}

export function overlap(a: Valid, b: Valid): boolean {
  return a.validFrom <= (b.validTo ?? '9999-12-31') && b.validFrom <= (a.validTo ?? '9999-12-31');
}

function isRate(text: string): boolean {
  try {
    compareRates(text, text);
    return true;
  } catch {
    return false;
  }
}
