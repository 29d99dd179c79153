/** Reads packs from the disk. The only file of this library that does I/O. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkingCalendar } from '../calendar.js';
import type { PackError } from './errors.js';
import { PackErrors } from './errors.js';
import { checkClocks, checkDeductions, checkOverlaps, checkRates, checkScalars, checkSums, checkSurcharges, checkTerms, rateKey, rowsOf, scalarsOf, surchargeKey } from './cross-checks.js';
import { REQUIRED_CLOCKS, REQUIRED_SCALARS } from './floors.js';
import { Pack } from './pack.js';
import type { Office } from './pack.js';
import { Policies } from './policies.js';
import { readFile } from './read-file.js';
import type { Located } from './read-file.js';
import { CalendarFile, DistributionFile, DistrictsFile, LevyFile, PackFile, PlanningFile, QuotaFile, RegistrationFile, RulesFile, SchemeFile } from './shapes.js';
import type { ClockRow, ScalarRow } from './shapes.js';

const PACK_FILE_BYTES_MAX = 1_048_576;
const FILES = ['pack', 'districts', 'calendar', 'procedure', 'scheme', 'planning', 'quota', 'listing', 'levy', 'distribution', 'registration'];

/**
 * The folder of packs. Found from the package root, because this file runs both from its source and from `dist`,
 * and the compiler does not copy YAML.
 */
export function packsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const packs = join(folder, 'libs', 'policy', 'packs');
    if (existsSync(packs)) return packs;
    if (dirname(folder) === folder) throw new Error('The folder libs/policy/packs was not found above the policy library.');
  }
}

/** Every pack below the folder; each sub-folder is one pack. @throws {@link PackErrors} */
export function loadPolicies(root: string = packsFolder()): Policies {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Policies(folders.map(({ name }) => loadPack(join(root, name))));
}

/**
 * Reads, checks and freezes one pack.
 * @throws {@link PackErrors} with every mistake found, each with file, line, field and example.
 */
export function loadPack(folder: string): Pack {
  const errors: PackError[] = readdirSync(folder)
    .filter((name) => !FILES.some((file) => name === `${file}.yaml`))
    .map((file) => ({ file, line: 1, field: '', message: '不是规则包认识的文件', example: 'levy.yaml' }));
  const read = <T extends object>(name: string, shape: new () => T): Located<T> => {
    const file = `${name}.yaml`;
    const located = readFile(file, textOf(join(folder, file), file, errors), shape);
    errors.push(...located.errors);
    return located;
  };
  const pack = read('pack', PackFile);
  const districts = read('districts', DistrictsFile);
  const calendar = read('calendar', CalendarFile);
  const procedure = read('procedure', RulesFile);
  const scheme = read('scheme', SchemeFile);
  const planning = read('planning', PlanningFile);
  const quota = read('quota', QuotaFile);
  const listing = read('listing', RulesFile);
  const levy = read('levy', LevyFile);
  const distribution = read('distribution', DistributionFile);
  const registration = read('registration', RegistrationFile);
  // Cross-checks read typed rows: they wait until every row has its shape.
  if (errors.length > 0) throw new PackErrors(errors);

  const topics = [procedure, scheme, planning, quota, listing, levy, distribution, registration].map(scalarsOf);
  const rules = topics.flatMap((topic) => topic.rules);
  const clocks = topics.flatMap((topic) => topic.clocks);
  const uses = rowsOf(scheme, 'uses', scheme.content?.uses);
  const rates = rowsOf(levy, 'rates', levy.content?.rates);
  const surcharges = rowsOf(levy, 'surcharges', levy.content?.surcharges);
  const deductions = rowsOf(distribution, 'deductions', distribution.content?.deductions);
  const layers = rowsOf(planning, 'layers', planning.content?.layers);
  const years = calendar.content?.years ?? [];
  const missing = [
    ...[...new Set(REQUIRED_SCALARS)].filter((key) => !rules.some(({ row }) => row.key === key)),
    ...REQUIRED_CLOCKS.filter((key) => !clocks.some(({ row }) => row.key === key)),
  ].map((key) => pack.error([], `规则包缺少规则“${key}”`, key));
  errors.push(
    ...missing,
    ...checkScalars(rules),
    ...checkSums(rules),
    ...checkClocks(clocks),
    ...checkTerms(uses),
    ...checkRates(rates),
    ...checkSurcharges(surcharges),
    ...checkDeductions(deductions),
    ...checkOverlaps<ScalarRow | ClockRow>([...rules, ...clocks], ({ key }) => key),
    ...checkOverlaps(uses, ({ use }) => use),
    ...checkOverlaps(rates, rateKey),
    ...checkOverlaps(surcharges, surchargeKey),
    ...checkOverlaps(layers, ({ id }) => id),
    ...rowsOf(calendar, 'years', years).flatMap(({ row, error }) => {
      const counted = new WorkingCalendar([row]).workingDaysOf(row.year);
      return counted === row.total ? [] : [error('total', `按所列放假和调休算出 ${counted} 个工作日，与公布的 ${row.total} 个不符`, String(counted))];
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
    gates: registration.content?.gates ?? [],
  };
  return Object.freeze(new Pack(deepFreeze(data), new WorkingCalendar(years)));
}

function textOf(path: string, file: string, errors: PackError[]): string {
  if (!existsSync(path)) {
    errors.push({ file, line: 1, field: '', message: '规则包缺少这个文件', example: '' });
    return '{}';
  }
  if (statSync(path).size > PACK_FILE_BYTES_MAX) {
    errors.push({ file, line: 1, field: '', message: `文件超过 ${PACK_FILE_BYTES_MAX} 字节`, example: '' });
    return '{}';
  }
  return readFileSync(path, 'utf8');
}

function officesOf({ cityCode, districts, districtOffices, cityOffices }: DistrictsFile): Office[] {
  const city = cityOffices.map(({ suffix, name, duty }) => ({ code: `${cityCode}-${suffix}`, name, level: 'city' as const, district: '', kind: suffix, duty }));
  const local = districts.flatMap((district) => [
    ...districtOffices.map(({ suffix, name, duty }) => ({
      code: `${district.code}-${suffix}`,
      name: name.replace('{district}', district.name).replace('{government}', district.government),
      level: 'district' as const,
      district: district.code,
      kind: suffix,
      duty,
    })),
    ...district.townships.map(({ code, name }) => ({ code, name, level: 'township' as const, district: district.code, kind: 'township', duty: '协助编制入市方案、初审' })),
  ]);
  return [...city, ...local];
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
