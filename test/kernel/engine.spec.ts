import { engineContract } from './engine.contract.js';
import { inMemory } from './place.js';

engineContract('memory', () => Promise.resolve(inMemory()));
