/*
 * Shows: the console's list of what an installation begins with says of nothing that somebody can see it who
 * cannot, and is the list of the page on which a county is installed.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MACHINE_ROLES, ROLES, scopeOf } from '#access';
import type { Action, Role } from '#access';
import { LINES, wayOf } from '../apps/console/src/begin/ways.js';

const PEOPLE = ROLES.filter((role) => !(MACHINE_ROLES as readonly string[]).includes(role));
const who = (action: string): readonly Role[] =>
  PEOPLE.filter((role) => scopeOf(role, action as Action) !== null).toSorted();

describe('the list of what an installation begins with', () => {
  it.each(LINES.filter((name) => wayOf(name).right !== undefined))(
    'names everybody who sees it: %s',
    (name) => {
      const { right, who: named } = wayOf(name);
      expect([...named].toSorted()).toEqual(who(right!));
    },
  );

  it.each(LINES)('is that of the page on which a county is installed: %s', (name) => {
    expect(readFileSync('libs/policy/packs/INSTALLING.md', 'utf8')).toContain(wayOf(name).command);
  });
});
