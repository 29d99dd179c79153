export function holdsDemo(folder: string): boolean;
export function markInstallation(folder: string): void;
export function demoOf(environment: Readonly<Record<string, string | undefined>>): string;
