/** What a checkpoint of the log says (C2SP tlog-checkpoint). */
export type Checkpoint = Readonly<{
  origin: string;
  /** How many facts it covers. */
  size: string;
  /** Root of the tree, base64. */
  root: string;
  /** Names of those who signed it. */
  signers: readonly string[];
}>;

/** Undefined where the text is no checkpoint. */
export function checkpointIn(note: string): Checkpoint | undefined {
  const [body = '', signatures = ''] = note.split('\n\n');
  const [origin, size, root] = body.split('\n');
  if (!origin || !root || !/^\d+$/.test(size ?? '')) return undefined;
  const signers = [...signatures.matchAll(/^— (\S+) \S+$/gm)].map(([, name]) => name!);
  return { origin, size: size!, root, signers: [...new Set(signers)] };
}
