/** A pack from the texts of its files: every mistake with file, line, field and example. Pure. */
import { WorkingCalendar } from '../calendar.js';
import type { PackError } from './errors.js';
import { PackErrors } from './errors.js';
import {
  benchmarkKey,
  checkClocks,
  checkDatasets,
  checkDeductions,
  checkOfficialPapers,
  checkOverlaps,
  checkPapers,
  paperKey,
  checkRates,
  checkScalars,
  checkSums,
  checkSurcharges,
  checkTerms,
  rateKey,
  rowsOf,
  scalarsOf,
  surchargeKey,
} from './cross-checks.js';
import { checkDistrictRows } from './district-checks.js';
import { nameOfRow } from './district-rows.js';
import { checkClockKeys, checkGates, checkScalarKeys, missingKeys } from './known-keys.js';
import { packOf } from './pack.js';
import type { Office, Pack, PackContent } from './pack.js';
import { readFile } from './read-file.js';
import type { Located } from './read-file.js';
import {
  CalendarFile,
  DistributionFile,
  DistrictsFile,
  LevyFile,
  ListingFile,
  PackFile,
  PlanningFile,
  ProcedureFile,
  QuotaFile,
  RegistrationFile,
  SchemeFile,
} from './shapes.js';
import type { ClockRow, GradeMapRow, LayerRow, RulesFile, ScalarRow } from './shapes.js';

export const PACK_FILE_BYTES_MAX = 1_048_576;
export const PACK_FILES: readonly string[] = [
  'pack',
  'districts',
  'calendar',
  'procedure',
  'scheme',
  'planning',
  'quota',
  'listing',
  'levy',
  'distribution',
  'registration',
].map((name) => `${name}.yaml`);

/**
 * The same text is read once: programs and suites ask for the packs on the disk again and again, and of a new
 * version most files are those of the one before.
 */
const known = new Map<string, Located<object>>();
const KNOWN_MAX = 10 * PACK_FILES.length;

/**
 * Reads, checks and freezes one pack from the texts of its files, by name. Its calendar is its own: it learns
 * years from the other packs of an installation.
 * @throws {@link PackErrors} with every mistake found, each with file, line, field and example.
 */
export function readPack(texts: ReadonlyMap<string, string>): Pack {
  const { data, years } = contentOf(texts);
  return packOf(data, years);
}

/** The shape follows from the file, so it is no part of the key. */
function readOnce<T extends object>(file: string, text: string, shape: new () => T): Located<T> {
  const key = `${file}\n${text}`;
  const located = (known.get(key) as Located<T> | undefined) ?? readFile(file, text, shape);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, located);
  return located;
}

function contentOf(texts: ReadonlyMap<string, string>): PackContent {
  const errors: PackError[] = [...texts.keys()]
    .filter((name) => !PACK_FILES.includes(name))
    .map((file) => ({ file, line: 1, field: '', message: '不是规则包认识的文件', example: 'levy.yaml' }));
  const read = <T extends object>(name: string, shape: new () => T): Located<T> => {
    const file = `${name}.yaml`;
    const located = readOnce(file, textOf(texts, file, errors), shape);
    errors.push(...located.errors);
    return located;
  };
  const pack = read('pack', PackFile);
  const districts = read('districts', DistrictsFile);
  const calendar = read('calendar', CalendarFile);
  const procedure = read('procedure', ProcedureFile);
  const scheme = read('scheme', SchemeFile);
  const planning = read('planning', PlanningFile);
  const quota = read('quota', QuotaFile);
  const listing = read('listing', ListingFile);
  const levy = read('levy', LevyFile);
  const distribution = read('distribution', DistributionFile);
  const registration = read('registration', RegistrationFile);
  // Cross-checks read typed rows: they wait until every row has its shape.
  if (errors.length > 0) throw new PackErrors(errors);

  const named = { procedure, scheme, planning, quota, listing, levy, distribution, registration };
  const topics = Object.values<Located<RulesFile>>(named).map(scalarsOf);
  const unknown = Object.entries<Located<RulesFile>>(named).flatMap(([name, file]) => [
    ...checkScalarKeys(name, scalarsOf(file).rules),
    ...checkClockKeys(name, scalarsOf(file).clocks),
  ]);
  const rules = topics.flatMap((topic) => topic.rules);
  const clocks = topics.flatMap((topic) => topic.clocks);
  const uses = rowsOf(scheme, 'uses', scheme.content?.uses);
  const rates = rowsOf(levy, 'rates', levy.content?.rates);
  const surcharges = rowsOf(levy, 'surcharges', levy.content?.surcharges);
  const datasets = rowsOf(listing, 'datasets', listing.content?.datasets);
  const papers = rowsOf(procedure, 'papers', procedure.content?.papers);
  const officialPapers = rowsOf(procedure, 'official_papers', procedure.content?.officialPapers);
  const deductions = rowsOf(distribution, 'deductions', distribution.content?.deductions);
  const gradeMaps = rowsOf(planning, 'grade_maps', planning.content?.gradeMaps);
  const benchmarks = rowsOf(scheme, 'benchmarks', scheme.content?.benchmarks);
  const priceMinimums = rowsOf(listing, 'price_minimums', listing.content?.priceMinimums);
  const layers = rowsOf(planning, 'layers', planning.content?.layers);
  const years = calendar.content?.years ?? [];
  const gates = rowsOf(registration, 'gates', registration.content?.gates);
  const missing = missingKeys(rules, clocks, gates).map((key) =>
    pack.error([], `规则包缺少规则“${key}”`, key),
  );
  errors.push(
    ...missing,
    ...unknown,
    ...checkGates(gates),
    ...checkScalars(rules),
    ...checkSums(rules),
    ...checkClocks(clocks),
    ...checkTerms(uses),
    ...checkRates(rates),
    ...checkSurcharges(surcharges),
    ...checkDeductions(deductions),
    ...checkDatasets(datasets),
    ...checkPapers(papers),
    ...checkOfficialPapers(officialPapers),
    ...checkOverlaps<ScalarRow | ClockRow>([...rules, ...clocks], nameOfRow),
    ...checkDistrictRows([...rules, ...clocks], districts.content?.districts ?? []),
    ...checkOverlaps(uses, ({ use }) => use),
    ...checkOverlaps(rates, rateKey),
    ...checkOverlaps(surcharges, surchargeKey),
    ...checkOverlaps(datasets, ({ key, district }) => `${key} ${district}`),
    ...checkOverlaps(papers, paperKey),
    ...checkOverlaps(officialPapers, ({ key }) => key),
    ...checkOverlaps<LayerRow | GradeMapRow>([...layers, ...gradeMaps], ({ id }) => id),
    ...checkOverlaps(gradeMaps, ({ use }) => use),
    ...checkOverlaps(benchmarks, benchmarkKey),
    ...checkOverlaps(priceMinimums, ({ district, use }) => `${district} ${use}`),
    ...checkOverlaps(deductions, ({ key }) => key),
    ...checkOverlaps(gates, ({ key }) => key),
    ...checkOverlaps(
      rowsOf(scheme, 'use_codes', scheme.content?.useCodes),
      ({ codeSystem, code }) => `${codeSystem}/${code}`,
    ),
    ...checkOverlaps(rowsOf(scheme, 'content_groups', scheme.content?.contentGroups), ({ key }) => key),
    ...checkOverlaps(rowsOf(quota, 'kinds', quota.content?.kinds), ({ id }) => id),
    ...checkOverlaps(rowsOf(districts, 'districts', districts.content?.districts), ({ code }) => code),
    ...checkOverlaps(rowsOf(districts, 'districts', districts.content?.districts), ({ name }) => name),
    ...rowsOf(calendar, 'years', years).flatMap(({ row, error }) => {
      const counted = new WorkingCalendar([row]).workingDaysOf(row.year);
      return counted === row.total
        ? []
        : [
            error(
              'total',
              `按所列放假和调休算出 ${counted} 个工作日，与公布的 ${row.total} 个不符`,
              String(counted),
            ),
          ];
    }),
  );
  if (errors.length > 0) throw new PackErrors(errors);

  const plain = <Row>(rows: readonly { row: Row }[]) => rows.map(({ row }) => row);
  const data = {
    ...(pack.content as PackFile),
    districts: districts.content?.districts ?? [],
    offices: officesOf(districts.content as DistrictsFile),
    rules: plain(rules),
    clocks: plain(clocks),
    contentGroups: scheme.content?.contentGroups ?? [],
    uses: plain(uses),
    useCodes: scheme.content?.useCodes ?? [],
    layers: plain(layers),
    quotaKinds: quota.content?.kinds ?? [],
    rates: plain(rates),
    surcharges: plain(surcharges),
    deductions: plain(deductions),
    gates: plain(gates),
    datasets: plain(datasets),
    papers: plain(papers),
    officialPapers: plain(officialPapers),
    gradeMaps: plain(gradeMaps),
    benchmarks: plain(benchmarks),
    priceMinimums: plain(priceMinimums),
  };
  return { data, years };
}

function textOf(texts: ReadonlyMap<string, string>, file: string, errors: PackError[]): string {
  const text = texts.get(file);
  const missing =
    text === undefined
      ? '规则包缺少这个文件'
      : Buffer.byteLength(text) > PACK_FILE_BYTES_MAX
        ? `文件超过 ${PACK_FILE_BYTES_MAX} 字节`
        : undefined;
  if (missing === undefined) return text ?? '';
  errors.push({ file, line: 1, field: '', message: missing, example: '' });
  return '{}';
}

function officesOf({ cityCode, districts, districtOffices, cityOffices }: DistrictsFile): Office[] {
  const city = cityOffices.map(({ suffix, name, duty }) => ({
    code: `${cityCode}-${suffix}`,
    name,
    level: 'city' as const,
    district: '',
    kind: suffix,
    duty,
  }));
  const local = districts.flatMap((district) => {
    const several = districts.some((other) => other !== district && other.code === district.code);
    const valid = several
      ? {
          validFrom: district.validFrom,
          ...(district.validTo === undefined ? {} : { validTo: district.validTo }),
        }
      : {};
    return [
      ...districtOffices.map(({ suffix, name, duty }) => ({
        code: `${district.code}-${suffix}`,
        name: name.replace('{district}', district.name).replace('{government}', district.government),
        level: 'district' as const,
        district: district.code,
        kind: suffix,
        duty,
        ...valid,
      })),
      ...district.townships.map(({ code, name }) => ({
        code,
        name,
        level: 'township' as const,
        district: district.code,
        kind: 'township',
        duty: '协助编制入市方案、初审',
        ...valid,
      })),
    ];
  });
  return [...city, ...local];
}
