import { describe } from '@jest/globals';
import { drivesToAnEnd } from './whole-county.js';

describe('a simulated county of sixty parcels', () => {
  drivesToAnEnd(60, '400000.00');
});
