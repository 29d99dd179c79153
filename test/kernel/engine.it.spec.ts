import { engineContract } from './engine.contract.js';
import { onPostgres } from './postgres-place.js';

engineContract('PostgreSQL', onPostgres);
