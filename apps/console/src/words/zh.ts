import { zhAdmin } from './zh-admin.js';
import { zhBegin } from './zh-begin.js';
import { zhBoard } from './zh-board.js';
import { zhBulk } from './zh-bulk.js';
import { zhCase } from './zh-case.js';
import { zhFind } from './zh-find.js';
import { zhForm } from './zh-form.js';
import { zhRegisters } from './zh-registers.js';
import { zhGround } from './zh-ground.js';
import { zhMap } from './zh-map.js';
import { zhNotices } from './zh-notices.js';
import { zhPapers } from './zh-papers.js';
import { zhMoney } from './zh-money.js';
import { zhRegistration } from './zh-registration.js';
import { zhQuota } from './zh-quota.js';
import { zhSchemeForm } from './zh-scheme-form.js';
import { zhSecurity } from './zh-security.js';
import { zhOversight } from './zh-oversight.js';
import { zhTalk } from './zh-talk.js';
import { zhStats } from './zh-stats.js';

/** What the console says itself; names of work, facts, states and fields are the server's. */
export const zh = {
  ...zhAdmin,
  ...zhBegin,
  ...zhBoard,
  ...zhBulk,
  ...zhCase,
  ...zhNotices,
  ...zhSecurity,
  product: '入市 Rushi',
  'product-does': '集体经营性建设用地入市：从入市方案到不动产登记。',
  'frame.skip': '跳到正文',
  'frame.to./desk': '我的待办',
  'frame.to./entries': '入市事项',
  'frame.to./schemes/new': '新建方案',
  'frame.to./layers': '规划图层',
  'frame.to./quota': '年度指标',
  'frame.places': '主导航',
  'frame.connecting': '正在连接……',
  'frame.away': '连接已中断，正在重新连接；未提交的内容仍在本页',
  'frame.well': '已连接',
  'frame.live': '已连接，内容自动更新',
  'frame.lost': '连接已断开，正在重连；本页内容可能不是最新，未提交的内容仍在本页。',
  'clock.line': '演示时间',
  'clock.runs': '演示时间 {{when}}，照常走动，可以快进：',
  'clock.stands': '演示时间停在 {{when}}，可以快进：',
  'clock.forward': '快进 {{days}} 日',
  'clock.turning': '正在快进，途中到期的事项依次办理……',
  'clock.turned': '已快进到 {{when}}，途中到期的事项都已办理。',
  'clock.to': '快进到期',
  'clock.to-of': '快进到期：{{what}}',
  'clock.sure': '把演示时间快进到 {{when}}？途中到期的事项都会办理，对所有人有效。',
  'clock.go': '快进',
  'clock.stay': '不快进',
  'session.leave': '退出登录',
  'acting.title': '代办',
  'acting.begin': '代 {{name}} 办理',
  'acting.now': '正在代 {{name}} 办理',
  'acting.leave': '退出代办',
  'sign-in.as': '选择身份登录',
  'sign-in.demo': '示例区：人名、宗地和单位均为虚构，可以随意办理。',
  'sign-in.password-way': '账户和密码登录',
  'sign-in.user': '账户',
  'sign-in.password': '密码',
  'sign-in.go': '登录',
  'role.clerk': '镇街经办',
  'role.reviewer': '部门审核',
  'role.approver': '区政府审批',
  'role.planner': '规划核查',
  'role.finance': '财政',
  'role.registrar': '不动产登记',
  'role.supervisor': '市级督办',
  'role.auditor': '审计',
  'role.platform': '交易平台',
  'role.admin': '系统管理员',
  'role.engine': '系统',
  'state.loading': '正在加载',
  'state.again': '重试',
  'problem.page': '页面出现错误，请刷新后重试；已保存的内容不会丢失。',
  'problem.no-answer': '服务器没有应答。请检查网络后重试；再次提交不会重复办理。',
  'problem.help': '含义与下一步',
  'problem.trace': '跟踪号',
  'area.m2': '平方米',
  'area.also': '合 {{mu}} 亩、{{hectares}} 公顷',
  'countdown.ample': '剩 {{days}} 个工作日',
  'countdown.near': '剩 {{days}} 个工作日',
  'countdown.today': '今日截止',
  'countdown.overdue': '逾期 {{days}} 个工作日',
  'countdown.until': '截止日 {{day}}（当日 24 时）',
  'countdown.source': '依据：{{source}}',
  'countdown.unconfirmed': '该期限尚未经主管部门确认',
  'desk.numbers': '我的工作',
  'desk.all': '待我办',
  'desk.watched': '辖区在办',
  'desk.near': '临近期限',
  'desk.overdue': '已逾期',
  'desk.returned': '退回修改',
  'desk.nothing': '没有待办任务。',
  'task.what': '任务',
  'task.left': '期限',
  'task.whose': '办理人',
  'task.nobody': '待签收（{{office}}）',
  ...zhFind,
  ...zhForm,
  ...zhRegisters,
  ...zhGround,
  ...zhMap,
  ...zhPapers,
  ...zhOversight,
  ...zhTalk,
  ...zhMoney,
  ...zhQuota,
  ...zhRegistration,
  ...zhSchemeForm,
  ...zhStats,
} as const;

export type WordKey = keyof typeof zh;
