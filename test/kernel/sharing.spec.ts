import { inMemory } from './place.js';
import { sharingContract } from './sharing.contract.js';

sharingContract('memory', () => Promise.resolve(inMemory()));
