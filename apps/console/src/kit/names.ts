import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTerms } from '../api/queries.js';
import type { Term } from '../api/types.js';

const indexOf = (terms: readonly Term[] | undefined): ReadonlyMap<string, string> =>
  new Map((terms ?? []).map(({ code, name }) => [code, name]));

/** Names of codes, all of the server's; a code that has none is shown as it is. */
export function useNames() {
  const { data: terms } = useTerms();
  const { t } = useTranslation();
  return useMemo(() => {
    const [work, states, facts, roles] = [
      indexOf(terms?.work),
      indexOf(terms?.states),
      indexOf(terms?.facts),
      indexOf(terms?.roles),
    ];
    const [townships, districts, offices] = [
      indexOf(terms?.townships),
      indexOf(terms?.districts),
      indexOf(terms?.offices),
    ];
    const outcomes = new Map(
      (terms?.work ?? []).flatMap(({ code, outcomes: each }) =>
        each.map((outcome) => [`${code} ${outcome.code}`, outcome.name] as const),
      ),
    );
    const placeName = (code: string) => townships.get(code) ?? districts.get(code) ?? code;
    return {
      workName: (kind: string) => work.get(kind) ?? kind,
      outcomeName: (kind: string, outcome: string) => outcomes.get(`${kind} ${outcome}`) ?? outcome,
      stateName: (state: string) => states.get(state) ?? state,
      factName: (type: string) => facts.get(type) ?? type,
      roleName: (role: string) => roles.get(role) ?? t(`role.${role}`, role),
      placeName,
      officeName: (office: string) => offices.get(office) ?? office,
    };
  }, [terms, t]);
}
