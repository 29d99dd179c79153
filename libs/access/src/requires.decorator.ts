import { SetMetadata } from '@nestjs/common';
import type { Action } from './permissions.js';

/** Metadata key of a route's action; the server's guard and its start-up check read it. */
export const REQUIRED_ACTION = 'rushi:required-action';

/** Which right a route needs. Metadata only: the server's guard asks the table. */
export const Requires = (action: Action) => SetMetadata(REQUIRED_ACTION, action);

/** The actions that nobody needs to sign in for. Naming one keeps even public routes in the table. */
export type PublicAction = Extract<
  Action,
  | 'calendar.follow'
  | 'evidence.read'
  | 'health.read'
  | 'notice.read'
  | 'official.verify'
  | 'objection.follow'
  | 'objection.submit'
  | 'problem.read'
  | 'session.open'
  | 'token.describe'
  | 'token.open'
>;
export const Public = (action: PublicAction) => Requires(action);
