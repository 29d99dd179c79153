/** Why there is no backup, or why one is not restored; no folder is left behind that was not there. */
export type RefusalCode =
  | 'exists' // The folder is there already.
  | 'partial' // `<folder>.partial` is there: cut off, or being written.
  | 'inside' // The folder lies in the database's own directory.
  | 'tablespaces' // Part of the data lies outside the data directory.
  | 'unfinished' // No manifest: the backup never ended.
  | 'manifest' // The manifest is not as it was written.
  | 'format' // Written by a program that does it otherwise.
  | 'missing' // A file of the manifest is not there.
  | 'changed' // A file is not as it was written.
  | 'server-version' // The files of another major version of PostgreSQL.
  | 'newer' // The database knows tables that this program does not.
  | 'running' // A server works on the target.
  | 'occupied'; // The target is not empty.

export class BackupRefused extends Error {
  constructor(
    readonly code: RefusalCode,
    /** The file, folder, version or table that it is about. */
    readonly subject: string,
  ) {
    super(`${code}: ${subject}`);
    this.name = 'BackupRefused';
  }
}
