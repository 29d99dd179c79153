import type { Bidder } from '../lots/bidders.js';
import { CALLS, goesOn } from '../lots/bidding.js';
import { yuanOf } from '../lots/fen.js';
import { kindName } from '../lots/kinds.js';
import { METHOD_NAMES, effective, leadOf } from '../lots/lot.js';
import type { Bid, Dispute, Lot } from '../lots/lot.js';
import { stageOf } from './board.js';
import { html } from './html.js';
import type { Html } from './html.js';

const BIDS_SHOWN = 20;
const MS_PER_SECOND = 1_000;
const FORM_NAMES: Readonly<Record<string, string>> = {
  grant: '出让',
  lease: '租赁',
  equity: '作价出资（入股）',
  'lease-then-grant': '先租后让',
  'part-lease': '租让结合',
};
const CONDITION_NAMES: Readonly<Record<string, string>> = {
  planning: '规划条件',
  industry: '产业准入要求',
  ecology: '生态环境保护要求',
};
const CRS_DIGITS = 3;

/** One lot: what changes stands in `#live`, which the stream of changes replaces. */
export const lotPage = (
  lot: Lot,
  bidders: readonly Bidder[],
  { chosen, ms, stuck }: Readonly<{ chosen?: string; ms: number; stuck?: string }>,
): Html =>
  html`<div class="columns">
    <div>
      <section id="live" aria-label="实时报价" data-stream="/lots/${lot.id}/stream">
        ${live(lot, ms, stuck)}
      </section>
      ${desk(lot, bidders, chosen)}
    </div>
    <div>${noticeOf(lot)} ${history(lot)}</div>
  </div>`;

/** What changes while people look; `stuck` is what keeps it from going on. */
export function live(lot: Lot, ms: number, stuck?: string): Html {
  const { terms, session, ordered, result } = lot;
  const isSealed = ordered.deal.method === 'tender' && !result;
  const lead = isSealed ? undefined : leadOf(effective(lot));
  return html`<p>${stageOf(lot)}</p>
    ${stuck !== undefined && html`<p class="refused">该标的暂不能自动办理：${stuck}（正在重试）</p>`}
    ${disputesOf(lot)} ${session && countdown(lot, session, ms)}
    ${result && html`<p class="result">${resultLine(lot)}</p>`}
    ${isSealed && html`<p>已收到密封投标 ${lot.bids.length} 份，开标前不公开。</p>`}
    ${
      lead &&
      html`<p class="lead">
        <span>最高报价</span> <strong>${yuanOf(lead.amountFen)} 元</strong>
        <span>${nameOf(lot, lead.bidder)}</span>
      </p>`
    }
    ${
      terms &&
      !result &&
      !isSealed &&
      html`<p>下一报价不低于 <strong>${yuanOf(leastOf(lot, lead))} 元</strong></p>`
    }
    ${!isSealed && bidsTable(lot)}`;
}

const DISPUTE_STATES = {
  open: '由自然资源部门处理中，已受理的内容不变',
  upheld: '已处理：维持已受理的内容',
  wrong: '已处理：已受理的内容确有错误',
} as const;

function disputeText({ dispute, kind, code, state, documentNo }: Dispute): string {
  const paper = documentNo === undefined ? '' : `（${documentNo}）`;
  return `第 ${dispute} 项矛盾（${kindName(kind)}，${code}）：${DISPUTE_STATES[state]}${paper}`;
}

export const disputesOf = ({ disputes = [] }: Lot): Html =>
  html`${disputes.map(
    (one) => html`<p class="${one.state === 'open' ? 'refused' : 'done'}">${disputeText(one)}</p>`,
  )}`;

const leastOf = ({ terms }: Lot, lead: Bid | undefined): bigint =>
  lead ? BigInt(lead.amountFen) + BigInt(terms!.incrementFen) : BigInt(terms!.startFen);

const nameOf = ({ deposits }: Lot, uscc: string): string =>
  deposits.find(({ bidder }) => bidder === uscc)?.name ?? uscc;

function countdown(lot: Lot, { endsAtMs, calls }: NonNullable<Lot['session']>, ms: number): Html {
  const leftMs = Math.max(0, endsAtMs - ms);
  const seconds = Math.ceil(leftMs / MS_PER_SECOND);
  const call = goesOn(lot) && calls > 0 ? html`<p class="call">第 ${calls} 次报价（共 ${CALLS} 次）</p>` : '';
  return html`<p class="countdown">倒计时 <output data-ends-in-ms="${leftMs}">${seconds}</output> 秒</p>
    ${call}`;
}

function resultLine({ result, stage }: Lot): string {
  const state = stage === 'closed' ? '（结果报送中）' : '';
  if (result!.outcome === 'failed') return `未成交：${result!.reason}${state}`;
  return `${result!.winner!.name}以 ${yuanOf(result!.priceFen!)} 元竞得${state}`;
}

function bidsTable(lot: Lot): Html {
  const bids = lot.bids.slice(-BIDS_SHOWN).reverse();
  if (bids.length === 0) return html`<p>还没有报价。</p>`;
  return html`<table>
    <caption>
      报价（最近 ${bids.length} 次，共 ${lot.bids.length} 次）
    </caption>
    <thead>
      <tr>
        <th scope="col">序号</th>
        <th scope="col">竞买人</th>
        <th scope="col">报价（元）</th>
        <th scope="col">方式</th>
      </tr>
    </thead>
    <tbody>
      ${bids.map(
        ({ sequence, bidder, amountFen, phase }) =>
          html`<tr>
            <td>${sequence}</td>
            <td>${nameOf(lot, bidder)}</td>
            <td class="amount">${yuanOf(amountFen)}</td>
            <td>${phase === 'live' ? '现场竞价' : '报价'}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function desk({ id, terms, stage }: Lot, bidders: readonly Bidder[], chosen: string | undefined): Html {
  if (!terms || ['judging', 'closed', 'sold', 'failed', 'stopped'].includes(stage)) return html``;
  return html`<section aria-labelledby="desk">
    <h2 id="desk">参加竞买</h2>
    <form method="post" action="/lots/${id}/bids" class="stack">
      <label for="bidder">竞买人</label>
      <select id="bidder" name="bidder" required>
        ${bidders.map(
          ({ uscc, name, defaulted }) =>
            html`<option value="${uscc}" ${uscc === chosen && html`selected`}>
              ${name}${defaulted && '（有违约记录）'}
            </option>`,
        )}
      </select>
      <p class="hint">
        没有您的单位？<a href="/bidders">先登记竞买人</a>。保证金 ${yuanOf(terms.depositFen)} 元。
      </p>
      <button type="submit" formaction="/lots/${id}/deposits" formnovalidate class="plain">交纳保证金</button>
      <label for="amount">报价（元）</label>
      <input
        id="amount"
        name="amount"
        inputmode="decimal"
        autocomplete="off"
        required
        aria-describedby="step"
      />
      <p class="hint" id="step">
        起始价 ${yuanOf(terms.startFen)} 元，增价幅度 ${yuanOf(terms.incrementFen)} 元；报价不得撤回。
      </p>
      <button type="submit">报价</button>
    </form>
  </section>`;
}

function noticeOf(lot: Lot): Html {
  const { ordered, notice, terms } = lot;
  const { deal, owner, conditions } = ordered;
  const row = (name: string, value: Html | string) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<section aria-labelledby="notice">
    <h2 id="notice">${FORM_NAMES[deal.form] ?? deal.form}公告</h2>
    <dl class="notice">
      ${row('公告编号', notice?.announcementNo ?? '待公告')} ${row('公告日', notice?.announcedOn ?? '—')}
      ${row('交易时间', notice ? `${notice.opensOn} 至 ${notice.closesOn}` : '—')}
      ${row('交易方式', METHOD_NAMES[deal.method])} ${row('标的编号', lot.id)}
      ${row('宗地代码', ordered.parcel)} ${row('坐落', `${ordered.village}，${ordered.location}`)}
      ${row('界址', boundaryOf(ordered.boundary))}
      ${row('权属单位', `${owner.name}（${owner.ownershipCertificate}）`)}
      ${row('使用权面积', `${deal.areaM2} m²`)}
      ${row('用途', `${deal.use.name}（${deal.use.system} ${deal.use.code}）`)}
      ${row('使用年限', `${deal.termYears} 年`)}
      ${row('起始价', terms ? `${yuanOf(terms.startFen)} 元` : '待集体决议')}
      ${row('竞买保证金', terms ? `${yuanOf(terms.depositFen)} 元` : '待集体决议')}
      ${row('增价幅度', terms ? `${yuanOf(terms.incrementFen)} 元` : '待集体决议')}
      ${row('底价', terms ? (terms.hasReserve ? '有，密封' : '无') : '—')}
      ${row('竞得条件', terms?.criterion === 'score' ? '综合评价，得分最高者得' : '价高者得')}
      ${row('批准文号', ordered.approvalNo)}
      ${conditions.map(({ kind, issuer, documentNo, text }) =>
        row(CONDITION_NAMES[kind] ?? kind, `${text}（${issuer}，${documentNo}）`),
      )}
    </dl>
  </section>`;
}

function boundaryOf(boundary: unknown): string {
  const { crs, polygon } = boundary as Readonly<{
    crs: string;
    polygon: Readonly<{ coordinates: readonly (readonly (readonly number[])[])[] }>;
  }>;
  const points = (polygon.coordinates[0] ?? []).slice(0, -1);
  const written = points.map(([x = 0, y = 0], index) => {
    const [east, north] = [x.toFixed(CRS_DIGITS), y.toFixed(CRS_DIGITS)];
    return `J${index + 1}（${east}，${north}）`;
  });
  return `${crs}：${written.join('、')}`;
}

const history = ({ remarks, deposits }: Lot): Html =>
  html`<section aria-labelledby="history">
    <h2 id="history">办理经过</h2>
    <ol class="history">
      ${remarks.map(({ on, text }) => html`<li><time>${on}</time> ${text}</li>`)}
    </ol>
    ${
      deposits.length > 0 &&
      html`<table>
        <caption>
          竞买保证金
        </caption>
        <thead>
          <tr>
            <th scope="col">竞买人</th>
            <th scope="col">金额（元）</th>
            <th scope="col">到账</th>
            <th scope="col">现状</th>
          </tr>
        </thead>
        <tbody>
          ${deposits.map(
            ({ name, paidFen, paidOn, refundedOn, disqualified }) =>
              html`<tr>
                <td>${name}</td>
                <td class="amount">${yuanOf(paidFen)}</td>
                <td>${paidOn}</td>
                <td>${refundedOn !== undefined ? `${refundedOn} 退还` : (disqualified ?? '有效')}</td>
              </tr>`,
          )}
        </tbody>
      </table>`
    }
  </section>`;
