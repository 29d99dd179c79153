export function setAside(
  environment: Readonly<Record<string, string | undefined>>,
  typed: readonly string[],
  now?: Date,
): Readonly<{ done: boolean; said: string }>;
