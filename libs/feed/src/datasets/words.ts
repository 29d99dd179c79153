/** How a data set says what an event says: words, places, sums. */
import { FORM_NAMES, METHOD_NAMES } from '#land';
import { civilDate, fen, formatWan, parseArea } from '#policy';
import type { DataOf } from '../language/promises.js';
import { compact } from './kinds.js';

type Ordered = DataOf<'listing.ordered.v1'>;
type Announced = DataOf<'listing.announced.v1'>;

const CM2_PER_MILLIONTH_HA = 100n;

/** 万元, exactly: six decimals at most. */
export const wan = (amountFen: string): string => formatWan(fen(amountFen)).replace('万元', '');
/** 公顷, exactly: six decimals are a hundredth of a m² each. */
export function hectares(squareMetres: string): string {
  const digits = (parseArea(squareMetres) / CM2_PER_MILLIONTH_HA).toString().padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
}
/** The day in China on which something happened. */
export const dayAt = (time: string): string => compact(civilDate(time));

export const projectOf = ({ location, parcel }: Ordered): string => `${location}（${parcel}）`;
export const wayOf = ({ deal: { method, form } }: Ordered): string =>
  `${METHOD_NAMES[method]}${FORM_NAMES[form]}`;
export const noticeTitleOf = (ordered: Ordered): string =>
  `${ordered.owner.name}集体建设用地使用权${wayOf(ordered)}公告（${ordered.parcel}）`;
export const resultTitleOf = (ordered: Ordered): string =>
  `${ordered.owner.name}集体建设用地使用权${wayOf(ordered)}结果公告（${ordered.parcel}）`;

/** What a notice says, out of what was published: the platform lays it out as it likes. */
export function noticeTextOf(ordered: Ordered, announced?: Announced): string {
  const { deal, owner, approvalNo, conditions } = ordered;
  const lines = [
    `经批准（${approvalNo}），${owner.name}以${wayOf(ordered)}方式交易下列集体建设用地使用权。`,
    `宗地代码：${ordered.parcel}；坐落：${ordered.location}；面积：${deal.areaM2}平方米；`,
    `用途：${deal.use.name}；年限：${deal.termYears}年。`,
    ...conditions.map(({ issuer, documentNo, text }) => `${text}（${issuer}，${documentNo}）`),
    ...(announced
      ? [
          `起始价：${wan(announced.startFen)}万元；竞买保证金：${wan(announced.depositFen)}万元；` +
            `增价幅度：${wan(announced.incrementFen)}万元。`,
          `公告编号：${announced.announcementNo}；交易自${announced.opensOn}起，至${announced.closesOn}止。`,
        ]
      : []),
  ];
  return lines.join('\n');
}

export function resultTextOf(sold: DataOf<'result.accepted.v1'>): string {
  const { parcel, winner, priceFen, closedOn, deal } = sold;
  return [
    `宗地代码：${parcel}；面积：${deal.areaM2}平方米；用途：${deal.use.name}；年限：${deal.termYears}年。`,
    `受让人：${winner.name}；成交价：${wan(priceFen)}万元；成交日期：${closedOn}。`,
  ].join('\n');
}
