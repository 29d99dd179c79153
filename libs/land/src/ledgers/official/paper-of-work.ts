import type { OfficialPaperKind } from '#policy';
import { WORKS } from '../../work/works.js';
import { PAPER_AFTER } from './basis.rules.js';

const after: Readonly<Record<string, OfficialPaperKind>> = PAPER_AFTER;

/** The paper of each kind of work that is closed by a fact after which one goes out. */
const BY_WORK: Readonly<Record<string, OfficialPaperKind>> = Object.fromEntries(
  WORKS.flatMap(({ kind, closes }) =>
    closes.flatMap(({ facts }) =>
      facts.filter((fact) => Object.hasOwn(after, fact)).map((fact) => [kind, after[fact]!]),
    ),
  ),
);

/** Which paper the work of a kind sends out when it is done; none for most. */
export const paperOfWork = (kind: string): OfficialPaperKind | undefined =>
  Object.hasOwn(BY_WORK, kind) ? BY_WORK[kind] : undefined;
