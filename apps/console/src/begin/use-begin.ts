import type { Account } from '../admin/accounts.js';
import { ACCOUNTS } from '../admin/accounts.js';
import { useAll, useOne } from '../admin/asking.js';
import type { Row } from '../admin/compare.js';
import { rowsOn } from '../admin/compare.js';
import type { Key } from '../admin/keys.js';
import { KEYS } from '../admin/keys.js';
import type { Session, Terms } from '../api/types.js';
import { useVersions } from '../ground/queries.js';
import type { QuotaRow } from '../quota/quotas.js';
import { useRegister } from '../registers/queries.js';
import * as lines from './lines.js';
import type { Judged, RulesVersion, Witness } from './lines.js';
import type { LineName } from './ways.js';

const YEAR_DIGITS = 4;
const RULES = '/api/v1/rules';

type Items<T> = Readonly<{ items: readonly T[] }>;
/** A line is missing here as long as its answers have not come. */
export type Found = Readonly<{
  judged: Readonly<Partial<Record<LineName, Judged>>>;
  year: number;
  error: Error | null;
  again: () => void;
}>;

/** Asks for all of it with the rights of whoever looks: one answer for each thing, and nothing else. */
export function useBegin({ may }: Session, terms: Terms, district: string): Found {
  const has = (right: string) => may[right] !== undefined;
  const { day } = terms;
  const year = Number(day.slice(0, YEAR_DIGITS));
  const versions = useOne<Items<RulesVersion>>(RULES);
  const ref = lines.inForceOn(versions.data?.items ?? [], day);
  const rules = useOne<Row>(`${RULES}/${encodeURIComponent(ref?.ref ?? '')}`, ref !== undefined);
  const accounts = useAll<Account>(ACCOUNTS, has('account.read'));
  const keys = useOne<Items<Key>>(KEYS, has('account.read'));
  const of = has('register.read') ? district : undefined;
  const [collectives, agencies] = [useRegister(of, 'collectives'), useRegister(of, 'agencies')];
  const layers = useVersions(has('layer.read') ? district : '');
  const quotas = useAll<QuotaRow>('/api/v1/quotas', has('quota.read'));
  const factor = useOne<Readonly<{ set: boolean }>>('/api/v1/session/second-factor');
  const witnesses = useOne<Items<Witness>>('/tlog/witnesses');
  const content = rules.data;
  const known: Readonly<Partial<Record<LineName, Judged | false | undefined>>> = {
    rules:
      versions.data &&
      (ref ? content && lines.judgeRules(ref, rowsOn(content, day)) : lines.judgeRules(ref, [])),
    calendar:
      versions.data && (ref ? content && lines.judgeCalendar(content, year) : lines.judgeCalendar({}, year)),
    accounts: accounts.data && lines.judgeAccounts(accounts.data, lines.officesOf(terms.offices, district)),
    registers: collectives.data && agencies.data && lines.judgeRegisters(collectives.data, agencies.data),
    layers: layers.data && lines.judgeLayers(layers.data, terms.layers),
    quota: quotas.data && lines.judgeQuota(quotas.data, terms.quotaKinds, { district, year }),
    keys: keys.data && lines.judgeKeys(keys.data.items),
    factor: factor.data && lines.judgeFactor(factor.data),
    witnesses: witnesses.data && lines.judgeWitnesses(witnesses.data.items),
    backup: has('operations.read') && lines.judgeBackup(),
  };
  const asked = [versions, rules, accounts, keys, collectives, agencies, layers, quotas, factor, witnesses];
  return {
    judged: Object.fromEntries(Object.entries(known).filter(([, each]) => each)),
    year,
    error: asked.find(({ error }) => error)?.error ?? null,
    again: () => void Promise.all(asked.filter(({ error }) => error).map(({ refetch }) => refetch())),
  };
}
