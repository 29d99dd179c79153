import { ROLE_NAMES, ruleOf } from '#access';
import type { Action, Role } from '#access';
import { linkOf } from './refusal-codes.js';

const REACH = {
  township: '本镇街',
  district: '本区县',
  city: '全市',
  'own-office': '本单位',
} as const;

/** Who may do it, and how far that reaches. */
function rightWords(action: Action): string {
  const { who } = ruleOf(action);
  if (who === 'public') return '**权限**：无需登录。';
  if (who === 'signed-in') return `**权限**：\`${action}\`，登录即可。`;
  const roles = Object.entries(who).map(([role, scope]) => `${ROLE_NAMES[role as Role]}（${REACH[scope]}）`);
  return `**权限**：\`${action}\`，${roles.join('、')}。`;
}

/** What an operation is for, who may do it, and by which codes of its own it may be refused. */
export const operationWords = (
  description: string | undefined,
  action: Action,
  own: readonly string[],
): string =>
  [
    ...(description ? [description] : []),
    rightWords(action),
    ...(own.length > 0 ? [`**本项业务的拒绝代码**：${own.map(linkOf).join('、')}`] : []),
  ].join('\n\n');
