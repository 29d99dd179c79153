/*
 * Shows: the console works for those who keep the house, its layers, its plan, its register and its money,
 * watch over it, or bring a boundary; and the board for whoever has no account.
 * How: as `console.it.spec.ts`, whose half this is: both together would be the longest of all suites.
 */
import { afterAll, beforeAll, describe } from '@jest/globals';
import { keepingTheHouse } from './admin.js';
import { readingTheBoard } from './board.js';
import { settingUp } from './begin.js';
import { BROWSER_IS_HERE, ConsoleUnderTest, WITHOUT_BROWSER } from './console.js';
import { readingBoundaries } from './boundary.js';
import { bringingLayers } from './ground.js';
import { followingTheMoney } from './money.js';
import { asking } from './oversight.js';
import { keepingThePlan } from './quota.js';
import { keepingTheRegister } from './registrar.js';
import { SECURITY_SETTINGS } from './security.js';

const describeHere = BROWSER_IS_HERE ? describe : describe.skip;

describeHere(`the console in a browser${BROWSER_IS_HERE ? '' : WITHOUT_BROWSER}`, () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    // The registrar comes in by a password alone: the other half tries the second factor.
    tested = await ConsoleUnderTest.open({ CONFIRM_WITHIN: SECURITY_SETTINGS.CONFIRM_WITHIN });
  });
  afterAll(() => tested.close());

  describe('for whoever has no account', () => readingTheBoard(() => tested));
  describe('for whoever sets it up', () => settingUp(() => tested));
  describe('for whoever keeps the house, or watches it', () => keepingTheHouse(() => tested));
  describe('for whoever brings a layer', () => bringingLayers(() => tested));
  describe('for whoever brings a boundary', () => readingBoundaries(() => tested));
  describe('for whoever follows the money', () => followingTheMoney(() => tested));
  describe('for whoever keeps the register', () => keepingTheRegister(() => tested));
  describe('for whoever watches over offices', () => asking(() => tested));
  describe('for whoever keeps the plan', () => keepingThePlan(() => tested));
});
