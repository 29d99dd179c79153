import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Task } from '../api/types.js';
import { useNames } from '../kit/names.js';
import { CHIPS, choicesOf, filtered, toggled } from './filters.js';
import type { Chip } from './filters.js';

/** Kinds and townships of the tasks that are shown, to be pressed; a row with one choice is left out. */
export function Chips({ items }: Readonly<{ items: readonly Task[] }>) {
  const { t } = useTranslation();
  const { workName, placeName } = useNames();
  const [search, setSearch] = useSearchParams();
  const nameOf = (chip: Chip, value: string) => (chip === 'kind' ? workName(value) : placeName(value));
  return CHIPS.map((chip) => {
    const chosen = search.get(chip);
    const found = choicesOf(filtered(items, search, chip), chip);
    const choices =
      chosen && !found.some(({ value }) => value === chosen)
        ? [...found, { value: chosen, count: 0 }]
        : found;
    if (choices.length < 2 && !chosen) return null;
    return (
      <div key={chip} className="chips" role="group" aria-label={t(`desk.${chip}`)}>
        {choices.map(({ value, count }) => (
          <Button
            key={value}
            size="small"
            shape="round"
            type={value === chosen ? 'primary' : 'default'}
            aria-pressed={value === chosen}
            onClick={() => setSearch(toggled(search, chip, value))}
          >
            {t('desk.of', { name: nameOf(chip, value), count })}
          </Button>
        ))}
      </div>
    );
  });
}
