import {
  GrowingRoot,
  NoteRefused,
  TrustRefused,
  leafHash,
  leafOf,
  openTrusted,
  openCheckpoint,
  trustIn,
  verifierIn,
} from '#evidence';
import type { Checkpoint } from '#evidence';
import type { Check } from '#simulation';
import type { EngineApp } from './engine-app.js';
import { misuse } from './failure.js';
import { logEvents } from './log-events.js';

/**
 * Whether the log still begins with what a checkpoint was signed over, whoever owns the database now. Reads
 * only. @throws Failure where the note is none of this key, or too few witnesses of the policy have seen it
 */
export async function compareWithHead({ store }: EngineApp, note: string, trusted: Trusted): Promise<Check> {
  const checkpoint = opened(note, trusted);
  const tree = new GrowingRoot();
  for await (const event of logEvents(store.stored)) {
    if (tree.size === checkpoint.size) break;
    tree.add(leafHash(Buffer.from(leafOf(event))));
  }
  return {
    id: 'log-since-head',
    zh: `日志与检查点（${checkpoint.origin}，${checkpoint.size} 条业务记录）相符`,
    en: 'The log begins with what the checkpoint was signed over',
    looked: tree.size,
    violations: violationsOf(checkpoint, tree),
  };
}

function violationsOf({ size, root }: Checkpoint, tree: GrowingRoot): readonly string[] {
  if (tree.size < size)
    return [`日志只有 ${tree.size} 条业务记录，签署检查点时有 ${size} 条：末尾被截去，或者这是另一个日志`];
  return Buffer.compare(tree.root, root) === 0
    ? []
    : [`前 ${size} 条业务记录与签署时不同：有改动、删除、插入或者换序，或者这是另一个日志`];
}

/** What somebody trusts: the key of a log, or a policy with witnesses. */
export type Trusted = Readonly<{ key: string }> | Readonly<{ policy: string }>;

function opened(note: string, trusted: Trusted): Checkpoint {
  try {
    return 'policy' in trusted
      ? openTrusted(note, trustIn(trusted.policy)).checkpoint
      : openCheckpoint(note, verifierIn(trusted.key));
  } catch (error) {
    if (error instanceof TrustRefused)
      throw misuse(`策略文件有误：${error.message}`, '请按 c2sp.org/tlog-policy 改正。');
    if (!(error instanceof NoteRefused)) throw error;
    throw misuse(
      'policy' in trusted
        ? '这不是策略中的日志所签署的检查点，或者被改动过，或者签署的见证人不够。'
        : '这不是该公钥所签署的检查点，或者检查点被改动过。',
      `请核对文件和公钥（策略）：都由 rushi head 取得。（${error.message}）`,
    );
  }
}
