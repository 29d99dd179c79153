import type { Action } from '#access';

/** Which right a decision needs, by kind of work and outcome. */
const BY_KIND: Readonly<Record<string, Action>> = {
  'revise-scheme/withdraw': 'scheme.withdraw',
  'decide-scheme': 'scheme.decide',
  'decide-trade': 'listing.decide',
  'relist/relist': 'listing.relist',
  'relist/lapse': 'listing.lapse',
  'publish-deal': 'deal.publish',
  'sign-contract/sign': 'contract.sign',
  'sign-contract/rescind': 'contract.rescind',
  'file-contract': 'contract.file',
  'chase-price/urge': 'contract.chase',
  'chase-price/rescind': 'contract.rescind',
  'decide-default/keep': 'contract.chase',
  'decide-default/rescind': 'contract.rescind',
  'call-rent': 'contract.call-rent',
  'record-contribution': 'contract.contribute',
  'levy-rate': 'levy.confirm-rate',
  'levy-notice': 'levy.notify',
  'plan-distribution': 'distribution.plan',
  'publish-distribution': 'distribution.publish',
  'pay-distribution': 'distribution.pay',
  'register-right': 'right.register',
  'collect-idle-fee': 'tenure.idle-fee',
  'decide-conversion': 'tenure.convert',
  'chase-dividend': 'tenure.chase-dividend',
  'dispose-idle': 'tenure.return',
};

/** @throws Error when a kind of work was added without a right: `decision-actions.spec.ts` walks them all. */
export function actionOf(kind: string, outcome: string): Action {
  if (kind.startsWith('conditions-')) return outcome === 'refuse' ? 'conditions.refuse' : 'conditions.issue';
  if (kind.startsWith('opinion-')) return 'opinion.give';
  const action = BY_KIND[`${kind}/${outcome}`] ?? BY_KIND[kind];
  if (!action) throw new Error(`No right is named for ${kind}/${outcome}.`);
  return action;
}
