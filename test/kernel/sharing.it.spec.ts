import { onPostgres } from './postgres-place.js';
import { sharingContract } from './sharing.contract.js';

sharingContract('PostgreSQL', onPostgres);
