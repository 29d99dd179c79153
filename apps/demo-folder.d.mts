export function demoOf(environment: Readonly<Record<string, string | undefined>>): string;
