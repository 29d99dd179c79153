/**
 * Keeps what must be secret until a time: the 底价 (39号令 Art. 10). What a vault sealed may stand in an event;
 * nobody reads it there. The same text in the same context is sealed to the same words, so that a repeated
 * decision is the same.
 */
export type Vault = Readonly<{
  /** @throws Rejected `vault.closed` where the installation has no key. */
  seal: (text: string, context: string) => string;
  /**
   * @throws Rejected `vault.closed`, `vault.unreadable` for another key, another context or a changed text.
   */
  open: (sealed: string, context: string) => string;
}>;
