import { DEMO_VILLAGES, demoParcel } from '#geo';
import { envelope } from '#kernel';
import type { Actor, CommandMeta, Engine } from '#kernel';
import { adoptRegister, enterRecord, importRegister, registersOf } from '#land';
import { Digesting } from '#papers';
import { collectiveUscc } from '#simulation';
import { withCheckDigit } from '#policy';

const OFFICER: Actor = { person: 'li', role: 'reviewer', office: '370114/natural-resources' };
const SUPERVISOR: Actor = { person: 'he', role: 'supervisor', office: '370100/natural-resources' };
const HEADS = '名称,统一社会信用代码,类型,镇（街道）,村（社区）,法定代表人';
const SURNAMES = [...'王李张刘陈杨赵黄周吴'];

/**
 * The registers of the made-up county: its collectives as a table that one person brought and another took
 * over, and the agency that its schemes name. `at`: when that was.
 */
export async function keepDemoRegisters(
  engine: Engine,
  district: string,
  { at, policy }: Readonly<{ at: string; policy: string }>,
): Promise<void> {
  const [stream, collectives] = [registersOf(district), { district, register: 'collectives' } as const];
  const meta = (step: string, actor: Actor): CommandMeta => {
    const id = `demo/registers/${step}`;
    return { id, correlation: stream, causation: id, actor, at, policy };
  };
  const rows = Array.from({ length: DEMO_VILLAGES }, (_, n) => collectiveOf(district, n));
  const table = Buffer.from([HEADS, ...rows.map((row) => Object.values(row).join(','))].join('\r\n'));
  const digesting = new Digesting();
  digesting.add(table);
  const file = { name: '示例集体经济组织.csv', ...digesting.end() };
  await engine.execute(
    envelope(
      importRegister(stream, { ...collectives, source: '示例数据，均为虚构', file, rows }),
      meta('import', OFFICER),
    ),
  );
  await engine.execute(
    envelope(
      adoptRegister(stream, { ...collectives, sha256: file.sha256, documentNo: '示例〔2026〕1号' }),
      meta('adopt', SUPERVISOR),
    ),
  );
  const agency = {
    name: '示范土地房地产评估有限公司',
    uscc: withCheckDigit('91370114MA0000001'),
    recordNo: '鲁土评备〔2024〕1号',
    validUntil: '2030-12-31',
  };
  await engine.execute(
    envelope(
      enterRecord(stream, { district, register: 'agencies', record: agency, documentNo: '示例〔2026〕2号' }),
      meta('agency', OFFICER),
    ),
  );
}

function collectiveOf(district: string, n: number) {
  const { collective: name, township, village, villageNo } = demoParcel(n, 'allowed', district);
  const representative = `${SURNAMES[n % SURNAMES.length]!}示范`;
  return {
    name,
    uscc: collectiveUscc(district, villageNo),
    kind: 'village-shares',
    township,
    village,
    representative,
  } as const;
}
