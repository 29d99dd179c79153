import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endClusters } from './clusters.mjs';
import { setAside } from './real-server.mjs';

const NAME = /^rushi-tests-(\d+)-/;

/** The folder of one run of jest: under it each worker keeps the PostgreSQL that its suites share. */
export default async function setup() {
  setAside(process.env);
  // What a run left that was killed before it could end anything.
  const left = readdirSync(tmpdir()).filter((name) => NAME.test(name) && !lives(Number(NAME.exec(name)[1])));
  await Promise.all(left.map((name) => endClusters(join(tmpdir(), name))));
  process.env.RUSHI_TEST_RUN = mkdtempSync(join(tmpdir(), `rushi-tests-${process.pid}-`));
  chmodSync(process.env.RUSHI_TEST_RUN, 0o711); // As root, PostgreSQL runs as another user, who must get in.
}

function lives(pid) {
  try {
    return process.kill(pid, 0);
  } catch ({ code }) {
    return code === 'EPERM';
  }
}
