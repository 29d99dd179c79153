import { html } from './html.js';
import type { Html } from './html.js';

export type Shown = Readonly<{
  title: string;
  main: Html;
  day: string | undefined;
  /** What became of what was just done. */
  said?: Readonly<{ text: string; isRefused: boolean }>;
  script?: string;
}>;

const PLACES = [
  ['/', '标的'],
  ['/bidders', '竞买人'],
  ['/operator', '交易机构'],
] as const;

/** Every page: where one is, Rushi's day, and a place for what became of what was done. */
export const page = ({ title, main, day, said, script }: Shown): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 公共资源交易平台（模拟）</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/exchange.css" />
        ${script !== undefined && html`<script src="/assets/${script}" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#main">跳到正文</a>
        <header>
          <p class="name">公共资源交易平台<span class="badge">模拟</span></p>
          <nav aria-label="栏目">${PLACES.map(([href, name]) => html`<a href="${href}">${name}</a>`)}</nav>
          <p class="day">${day === undefined ? '尚未连上入市系统' : html`今天 <time>${day}</time>`}</p>
        </header>
        <main id="main" tabindex="-1">
          <h1>${title}</h1>
          <p id="said" role="status" ${said ? html`class="${said.isRefused ? 'refused' : 'done'}"` : ''}>
            ${said?.text}
          </p>
          ${main}
        </main>
      </body>
    </html> `.text;
