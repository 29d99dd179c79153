import { describe } from '@jest/globals';
import { drivesToAnEnd, livesItsLeases } from './whole-county.js';

describe('a simulated county of many parcels', () => {
  drivesToAnEnd(60, '400000.00');
  livesItsLeases(40, '400000.00');
});
