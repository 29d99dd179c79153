import type { Client } from './client.js';

/** What an office is called; one that the rules in force do not know keeps its code. */
export type OfficeName = (code: string) => string;

type Terms = Readonly<{ offices: readonly Readonly<{ code: string; name: string }>[] }>;

/** Asks the server what offices are called, as its rules have them today. */
export async function officeNames(client: Client): Promise<OfficeName> {
  const { offices } = (await client.get<Terms>('/api/v1/terms')).body;
  const names = new Map(offices.map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? code;
}
