/** The programs, by their names, come to lie in `folder`/bundle; see `bundle.mjs`. */
export function bundle(folder: string, programs: Readonly<Record<string, string>>): Promise<void>;
