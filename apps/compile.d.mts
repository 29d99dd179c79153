/** The tree under `root` comes to lie in `folder`, as JavaScript; see `compile.mjs`. */
export function compile(root: string, folder: string): Promise<void>;
