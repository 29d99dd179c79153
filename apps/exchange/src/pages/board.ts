import { yuanOf } from '../lots/fen.js';
import { METHOD_NAMES, STAGE_NAMES, effective, leadOf } from '../lots/lot.js';
import type { Lot } from '../lots/lot.js';
import { html } from './html.js';
import type { Html } from './html.js';

/** What is going on first, what is over last; in each the newest notice first. */
const ORDER: readonly Lot['stage'][] = [
  'live',
  'judging',
  'closing',
  'open',
  'announced',
  'announcing',
  'ready',
  'ordered',
  'closed',
  'sold',
  'failed',
  'stopped',
];

const sorted = (lots: readonly Lot[]): readonly Lot[] =>
  [...lots].sort(
    (a, b) =>
      ORDER.indexOf(a.stage) - ORDER.indexOf(b.stage) ||
      (b.notice?.announcedOn ?? '').localeCompare(a.notice?.announcedOn ?? ''),
  );

export const stageOf = ({ stage, paused, holds }: Lot): Html =>
  paused || (holds.length > 0 && !['sold', 'failed', 'stopped'].includes(stage))
    ? html`<span class="badge paused">已中止</span>`
    : html`<span class="badge ${stage}">${STAGE_NAMES[stage]}</span>`;

export const board = (lots: readonly Lot[]): Html =>
  lots.length === 0
    ? html`<p>还没有标的：入市方案批准并委托公开交易后，自动出现在这里。</p>`
    : html`<ul class="lots">
        ${sorted(lots).map(card)}
      </ul>`;

function card(lot: Lot): Html {
  const { ordered, notice, terms } = lot;
  const { deal } = ordered;
  const lead = deal.method === 'tender' ? undefined : leadOf(effective(lot));
  return html`<li>
    <h2><a href="/lots/${lot.id}">${ordered.location} ${deal.use.name}</a></h2>
    <p>
      ${stageOf(lot)} ${METHOD_NAMES[deal.method]}${ordered.round > 1 && html`（第 ${ordered.round} 轮）`}
    </p>
    <dl>
      <div>
        <dt>面积</dt>
        <dd>${deal.areaM2} m²</dd>
      </div>
      <div>
        <dt>起始价</dt>
        <dd>${terms ? html`${yuanOf(terms.startFen)} 元` : '待集体决议'}</dd>
      </div>
      ${
        lead &&
        html`<div>
          <dt>最高报价</dt>
          <dd>${yuanOf(lead.amountFen)} 元</dd>
        </div>`
      }
      ${
        notice &&
        html`<div>
          <dt>交易时间</dt>
          <dd>${notice.opensOn} 至 ${notice.closesOn}</dd>
        </div>`
      }
    </dl>
  </li>`;
}
