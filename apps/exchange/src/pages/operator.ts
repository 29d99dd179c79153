import { kindName } from '../lots/kinds.js';
import type { Bidder } from '../lots/bidders.js';
import { yuanOf } from '../lots/fen.js';
import { effective } from '../lots/lot.js';
import type { Lot } from '../lots/lot.js';
import { POINTS_MAX, VOID_CAUSES } from '../lots/operating.js';
import { COUNTDOWN_SECONDS, FAULTS } from '../store/store.js';
import type { Fault, KeptReport, SetAside, Switches } from '../store/store.js';
import { disputesOf } from './lot.js';
import { html } from './html.js';
import type { Html } from './html.js';

const FAULT_NAMES: Readonly<Record<Fault, readonly [name: string, what: string]>> = {
  duplicate: ['重复', '每次报送都发两遍，并换一个操作编号（Idempotency-Key）再发一遍'],
  late: ['迟到', '新的报送推迟到次日发出'],
  reorder: ['乱序', '后发的先到：先报退还和公布，再报结果'],
  contradict: ['矛盾', '成交结果受理后，再报一个价格不同的结果'],
  missign: ['签名错误', '每次报送受理后，把同一内容不签名、又以别人的密钥签名各报一遍'],
  down: ['停机', '不接收事件，不发出报送；关闭后接着办理'],
};
const STATES = { waiting: '待发', answered: '已受理', refused: '未受理' } as const;

export type OperatorView = Readonly<{
  switches: Switches;
  countdownSeconds: number;
  lots: readonly Lot[];
  sold: readonly Lot[];
  /** Of which something that was told contradicts what Rushi had accepted. */
  disputed: readonly Lot[];
  /** What keeps lots from going on, by their ids. */
  stuck: ReadonlyMap<string, string>;
  /** The first event of each entry that cannot be worked through. */
  setAside: readonly SetAside[];
  reports: readonly KeptReport[];
  troubles: readonly (readonly [name: string, said: string])[];
}>;

export const operatorPage = (view: OperatorView): Html =>
  html` ${view.troubles.length > 0 && troubles(view)} ${view.stuck.size > 0 && stuckLots(view)}
    ${view.setAside.length > 0 && setAside(view)} ${view.disputed.length > 0 && disputes(view)}
    <section aria-labelledby="faults">
      <h2 id="faults">故障开关</h2>
      <form method="post" action="/operator/faults" class="stack">
        <fieldset>
          <legend>打开的故障立即生效，重启后仍在</legend>
          ${FAULTS.map((fault) => {
            const [name, what] = FAULT_NAMES[fault];
            const state = view.switches[fault] ? html`checked` : '';
            return html`<p class="check">
              <input type="checkbox" id="fault-${fault}" name="fault" value="${fault}" ${state} />
              <label for="fault-${fault}"><strong>${name}</strong>：${what}</label>
            </p>`;
          })}
        </fieldset>
        <button type="submit">保存故障开关</button>
      </form>
    </section>
    <section aria-labelledby="countdown">
      <h2 id="countdown">倒计时</h2>
      <form method="post" action="/operator/countdown" class="stack">
        <label for="seconds"
          >截止前和现场竞价的倒计时（秒，${COUNTDOWN_SECONDS.min} 至 ${COUNTDOWN_SECONDS.max}）</label
        >
        <input id="seconds" name="seconds" inputmode="numeric" required value="${view.countdownSeconds}" />
        <button type="submit">保存倒计时</button>
      </form>
    </section>
    <section aria-labelledby="running">
      <h2 id="running">交易中的标的</h2>
      ${view.lots.length === 0 ? html`<p>没有已公告的标的。</p>` : view.lots.map(running)}
    </section>
    <section aria-labelledby="sold">
      <h2 id="sold">已成交的标的</h2>
      ${view.sold.length === 0 ? html`<p>没有已成交的标的。</p>` : view.sold.map(sold)}
    </section>
    <section aria-labelledby="reports">
      <h2 id="reports">报送记录</h2>
      ${reportsTable(view.reports)}
    </section>`;

const troubles = ({ troubles: all }: OperatorView): Html =>
  html`<section aria-labelledby="troubles">
    <h2 id="troubles">与入市系统的连接</h2>
    <ul>
      ${all.map(([name, said]) => html`<li><strong>${name}</strong>：${said}（正在重试）</li>`)}
    </ul>
  </section>`;

const lotLink = (id: string): Html => html`<a href="/lots/${id}">${id}</a>`;

const stuckLots = ({ stuck }: OperatorView): Html =>
  html`<section aria-labelledby="stuck">
    <h2 id="stuck">暂不能自动办理的标的</h2>
    <ul>
      ${[...stuck].map(([id, said]) => html`<li>${lotLink(id)}：${said}（正在重试）</li>`)}
    </ul>
  </section>`;

const setAside = ({ setAside: all }: OperatorView): Html =>
  html`<section aria-labelledby="set-aside">
    <h2 id="set-aside">未能办理的事件</h2>
    <p>同一宗入市此后的事件依次等待；其他标的照常办理。</p>
    <ul>
      ${all.map(
        ({ event, said }) =>
          html`<li><span class="code">${event.subject}</span>：${event.type}，${said}（正在重试）</li>`,
      )}
    </ul>
  </section>`;

const disputes = ({ disputed }: OperatorView): Html =>
  html`<section aria-labelledby="disputes">
    <h2 id="disputes">与已受理内容矛盾的报送</h2>
    ${disputed.map(
      (lot) =>
        html`<h3>${lotLink(lot.id)}</h3>
          ${disputesOf(lot)}`,
    )}
  </section>`;

/** 39号令 第二十五条. */
const sold = ({ id, ordered }: Lot): Html =>
  html`<details>
    <summary>${ordered.location}（${id}）</summary>
    <form method="post" action="/operator/lots/${id}/voidance" class="stack">
      <label for="cause-${id}">情形</label>
      <select id="cause-${id}" name="cause" required>
        ${Object.entries(VOID_CAUSES).map(([cause, name]) => html`<option value="${cause}">${name}</option>`)}
      </select>
      <label for="void-no-${id}">认定文号</label><input id="void-no-${id}" name="documentNo" required />
      <label for="void-why-${id}">理由</label><input id="void-why-${id}" name="reason" required />
      <button type="submit" class="plain">报送成交无效</button>
    </form>
  </details>`;

const supplementForm = ({ id, notice }: Lot): Html =>
  html`<form method="post" action="/operator/lots/${id}/supplement" class="stack">
    <label for="change-${id}">改变的内容</label><input id="change-${id}" name="reason" required />
    <label for="new-opens-${id}">开始日</label>
    <input id="new-opens-${id}" name="opensOn" type="date" required value="${notice!.opensOn}" />
    <label for="new-closes-${id}">截止日</label>
    <input id="new-closes-${id}" name="closesOn" type="date" required value="${notice!.closesOn}" />
    <button type="submit" class="plain">发布补充公告</button>
  </form>`;

const judgesForm = (lot: Lot): Html =>
  html`<form method="post" action="/operator/lots/${lot.id}/judgement" class="stack">
    <fieldset>
      <legend>评标委员会评分（0 至 ${POINTS_MAX} 分）</legend>
      ${effective(lot).bids.map(
        ({ bidder, amountFen }) =>
          html`<label for="points-${lot.id}-${bidder}"
              >${lot.deposits.find((deposit) => deposit.bidder === bidder)?.name}，报价 ${yuanOf(amountFen)}
              元</label
            >
            <input
              id="points-${lot.id}-${bidder}"
              name="points-${bidder}"
              inputmode="decimal"
              autocomplete="off"
              required
            />`,
      )}
    </fieldset>
    <button type="submit">提交评分</button>
  </form>`;

function running(lot: Lot): Html {
  const { id, ordered, paused, deposits, notice, session, stage } = lot;
  const act = (kind: string, name: string, fields: Html) =>
    html`<form method="post" action="/operator/lots/${id}/${kind}" class="inline">
      ${fields} <button type="submit" class="plain">${name}</button>
    </form>`;
  const reason = (kind: string) =>
    html`<label for="${kind}-${id}">原因</label><input id="${kind}-${id}" name="reason" required />`;
  return html`<details>
    <summary>${ordered.location}（${id}）</summary>
    ${
      paused
        ? act(
            'resumption',
            '恢复交易',
            html`<label for="closes-${id}">新的截止日</label>
              <input id="closes-${id}" name="closesOn" type="date" required value="${notice!.closesOn}" />`,
          )
        : act('suspension', '中止交易', reason('suspension'))
    }
    ${stage === 'announced' && !paused && supplementForm(lot)} ${stage === 'judging' && judgesForm(lot)}
    ${session && act('countdown-end', '立即结束本次倒计时', html``)}
    ${act('termination', '终止交易', reason('termination'))}
    ${deposits
      .filter(({ disqualified }) => disqualified === undefined)
      .map(({ bidder, name }) =>
        act(
          'disqualification',
          `取消${name}的竞买资格`,
          html`<input type="hidden" name="bidder" value="${bidder}" />
            <label for="out-${id}-${bidder}">原因</label
            ><input id="out-${id}-${bidder}" name="reason" required />`,
        ),
      )}
  </details>`;
}

const reportsTable = (reports: readonly KeptReport[]): Html =>
  reports.length === 0
    ? html`<p>还没有报送。</p>`
    : html`<div class="wide" tabindex="0" role="region" aria-label="报送记录表">
        <table>
          <thead>
            <tr>
              <th scope="col">报送</th>
              <th scope="col">标的</th>
              <th scope="col">现状</th>
              <th scope="col">入市系统的答复</th>
            </tr>
          </thead>
          <tbody>
            ${reports.map(
              ({ report, state, tries, answer }) =>
                html`<tr>
                  <td>${kindName(report.kind)}${oddOf(report.key)}</td>
                  <td><a href="/lots/${report.lot}">${report.lot}</a></td>
                  <td>${STATES[state]}${tries > 1 && html`（${tries} 次）`}</td>
                  <td>${state === 'answered' ? '' : answer}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;

const ODD: Readonly<Record<string, string>> = {
  duplicate: '（重复）',
  contradict: '（矛盾）',
  unsigned: '（未签名）',
  missigned: '（签名错误）',
};
const oddOf = (key: string): string => ODD[key.split('.').at(-1)!] ?? '';

export const biddersPage = (bidders: readonly Bidder[]): Html =>
  html` <section aria-labelledby="register">
      <h2 id="register">登记</h2>
      <form method="post" action="/bidders" class="stack">
        <label for="name">单位名称</label><input id="name" name="name" autocomplete="organization" required />
        <label for="uscc">统一社会信用代码</label>
        <input id="uscc" name="uscc" autocomplete="off" required aria-describedby="uscc-hint" />
        <p class="hint" id="uscc-hint">18 位，校验码须相符，例如 91370100MA3C00004T。</p>
        <button type="submit">登记</button>
      </form>
    </section>
    <section aria-labelledby="known">
      <h2 id="known">已登记</h2>
      <ul>
        ${bidders.map(
          ({ uscc, name, defaulted }) =>
            html`<li>
              ${name}
              <span class="code">${uscc}</span
              >${defaulted && html` <span class="badge paused">有违约记录</span>`}
            </li>`,
        )}
      </ul>
    </section>`;
