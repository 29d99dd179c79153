import { inMemory } from './place.js';
import { timelinesContract } from './timelines.contract.js';

timelinesContract('memory', () => Promise.resolve(inMemory()));
