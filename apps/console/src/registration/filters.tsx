import { useTranslation } from 'react-i18next';
import { useSession, useTerms } from '../api/queries.js';
import { ListFilters } from '../kit/list-filters.js';
import type { Choice } from '../kit/list-filters.js';

type Shown = Readonly<{
  search: URLSearchParams;
  onSearch: (next: URLSearchParams) => void;
  /** What only one of the two lists is narrowed by. */
  first: Choice;
}>;

/** Places and a text, for both lists of the registrar. */
export function Filters({ search, onSearch, first }: Shown) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: terms } = useTerms();
  const namesOf = (of: readonly Readonly<{ code: string; name: string }>[] = []) =>
    of.map(({ code, name }) => ({ value: code, label: name }));
  const places = (['district', 'township'] as const)
    // Whoever works in one district has no other to choose.
    .filter((name) => name !== 'district' || session?.rights.district === undefined)
    .map((name) => ({
      name,
      label: t(`money.by.${name}`),
      any: t(`money.any.${name}`),
      options: namesOf(name === 'district' ? terms?.districts : terms?.townships),
    }));
  return (
    <ListFilters {...{ search, onSearch }} find={t('registration.search')} choices={[first, ...places]} />
  );
}
