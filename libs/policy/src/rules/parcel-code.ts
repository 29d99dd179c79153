/** 宗地代码 and 不动产单元代码 (GB/T 37346-2019). */
import { Rejected } from '#kernel/messages';
import type { Explained } from '../explained.js';
import type { PackOn } from '../pack/pack.js';

export type ParcelCode = Readonly<{
  /** The 19 characters. */
  code: string;
  /** County, six digits. */
  county: string;
  cadastralZone: string;
  cadastralSubzone: string;
  /** JB surface, JS above ground, JX below. */
  feature: 'JB' | 'JS' | 'JX';
  serial: string;
  /** The last nine characters of a 28-character unit code. */
  unit?: string;
}>;

const SHAPE = /^(\d{6})(\d{3})(\d{3})([A-Z])([A-Z])(\d{5})([FLQW]\d{8})?$/;
const STANDARD = 'GB/T 37346-2019';
const OWNERS: Readonly<Record<string, string>> = {
  G: '国家所有的土地不属于集体经营性建设用地',
  Z: '所有权未确定的土地不得入市，应先确权',
};
const FEATURES: Readonly<Record<string, string>> = {
  A: '这是集体土地所有权宗地，入市的是其上的建设用地使用权宗地（JB）',
  W: '使用权未确定或者有争议，争议解决前不得改变土地利用现状（土地管理法第十四条）',
  C: '宅基地不得入市',
  D: '承包耕地不得入市',
  E: '林地不得入市',
  F: '草地不得入市',
  H: '海域不得入市',
  G: '无居民海岛不得入市',
  Y: '其他使用权不属于集体经营性建设用地',
};

const FEATURE_AT = 12;
const FEATURE_END = 14;
const PARCEL_END = 19;
const SLIPS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** The code that was written with blanks, brackets, in full width or with letters for digits; or nothing. */
function meantBy(text: string): string | undefined {
  const half = text.normalize('NFKC').toUpperCase();
  return [half.replaceAll(/\([^()]*\)$/g, ''), half]
    .map((one) => withoutSlips(one.replaceAll(/[\s()〔〕-]/g, '')))
    .find((one) => one !== text && SHAPE.test(one));
}

function withoutSlips(bare: string): string {
  const digits = (part: string) => part.replaceAll(/[OIL]/g, (letter) => SLIPS[letter]!);
  return (
    digits(bare.slice(0, FEATURE_AT)) +
    bare.slice(FEATURE_AT, FEATURE_END) +
    digits(bare.slice(FEATURE_END, PARCEL_END)) +
    bare.slice(PARCEL_END)
  );
}

/**
 * Reads a parcel or unit code of collective construction land.
 * @throws {@link Rejected} `parcel.code-malformed`; `parcel.not-collective`, `parcel.disputed`,
 *   `parcel.not-construction` with the reason.
 */
export function parcelCode(text: string): ParcelCode {
  const match = SHAPE.exec(text);
  if (!match || match[6] === '00000' || text.startsWith('000000')) {
    const meant = meantBy(text);
    throw new Rejected({
      code: 'parcel.code-malformed',
      zh: meant
        ? `“${text}”不是宗地代码：含有全角字符、空格、括号或者形近的字母，应写作 ${meant}。`
        : `“${text}”不是宗地代码：应为 19 位（县区6位、地籍区3位、地籍子区3位、特征码2位、顺序号5位），例如 370114001002JB00001；不动产单元代码为 28 位。`,
      details: { code: text, source: STANDARD },
    });
  }
  const [, county = '', cadastralZone = '', cadastralSubzone = '', owner = '', kind = '', serial = '', unit] =
    match;
  const details = {
    code: text,
    feature: owner + kind,
    source: kind === 'W' ? '土地管理法第十四条' : STANDARD,
  };
  if (kind === 'W')
    throw new Rejected({
      code: 'parcel.disputed',
      zh: `宗地 ${text} 的特征码为 ${owner}${kind}：${FEATURES.W}。`,
      details,
    });
  if (owner !== 'J')
    throw new Rejected({
      code: 'parcel.not-collective',
      zh: `宗地 ${text} 的特征码为 ${owner}${kind}：${OWNERS[owner] ?? '所有权代码应为 J（集体）'}。`,
      details,
    });
  if (kind !== 'B' && kind !== 'S' && kind !== 'X') {
    throw new Rejected({
      code: 'parcel.not-construction',
      zh: `宗地 ${text} 的特征码为 ${owner}${kind}：${FEATURES[kind] ?? '入市宗地的特征码应为 JB、JS 或 JX'}。`,
      details,
    });
  }
  return {
    code: text.slice(0, 19),
    county,
    cadastralZone,
    cadastralSubzone,
    feature: `J${kind}`,
    serial,
    ...(unit === undefined ? {} : { unit }),
  };
}

const countyUnknown = (text: string, county: string): Rejected =>
  new Rejected({
    code: 'parcel.county-unknown',
    zh: `宗地 ${text} 的前六位 ${county} 不是规则包所列的县（区）。请核对宗地代码。`,
    details: { code: text, county, source: STANDARD },
  });

/**
 * Reads a code that must lie in a county of the pack's register. @throws {@link Rejected} as {@link
 * parcelCode} does, and `parcel.county-unknown`
 */
export function parcelIn(pack: PackOn, text: string): ParcelCode {
  const parts = parcelCode(text);
  if (!pack.districts.some(({ parcelCounties }) => parcelCounties.includes(parts.county)))
    throw countyUnknown(text, parts.county);
  return parts;
}

/** The code with its parts named, and the districts of the pack it may lie in. */
export function explainParcelCode(
  pack: PackOn,
  text: string,
): Explained<ParcelCode & Readonly<{ districts: readonly string[] }>> {
  const parts = parcelIn(pack, text);
  const { county, cadastralZone, cadastralSubzone, feature, serial, unit } = parts;
  const districts = pack.districts
    .filter(({ parcelCounties }) => parcelCounties.includes(county))
    .map(({ code, name }) => `${code} ${name}`);
  return {
    value: { ...parts, districts },
    formula: [
      `县区 ${county}`,
      `地籍区 ${cadastralZone}`,
      `地籍子区 ${cadastralSubzone}`,
      `特征码 ${feature}`,
      `顺序号 ${serial}`,
      ...(unit ? [`定着物单元 ${unit}`] : []),
    ].join(' + '),
    inputs: { code: text },
    rule: STANDARD,
    source: STANDARD,
    confirmed: true,
  };
}
