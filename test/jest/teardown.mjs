import { endClusters } from './clusters.mjs';

export default () => endClusters(process.env.RUSHI_TEST_RUN);
