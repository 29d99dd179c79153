import { Button, Dropdown } from 'antd';
import type { MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { SCALES, usePreferences } from './preferences.js';
import type { Preferences } from './preferences.js';

/** What each line of the menu changes; its key is what marks it as chosen. */
const CHOICES: Readonly<Record<'size' | 'theme' | 'language', readonly Partial<Preferences>[]>> = {
  size: SCALES.map((scale) => ({ scale })),
  theme: [{ dark: false }, { dark: true }],
  language: [{ language: 'zh' }, { language: 'en' }],
};
const keyOf = (choice: Partial<Preferences>): string => Object.entries(choice).flat().join('-');

/** Type size, light or dark, and language in one menu, which leaves a small screen to the case. */
export function Look() {
  const { t } = useTranslation();
  const { change, ...now } = usePreferences();
  const all = Object.values(CHOICES).flat();
  const items: MenuProps['items'] = Object.entries(CHOICES).map(([group, choices]) => ({
    key: group,
    type: 'group',
    label: t(`look.${group}`),
    children: choices.map((choice) => ({
      key: keyOf(choice),
      // A language is named in itself, so that whoever does not read this one finds it.
      label: <span lang={choice.language === 'en' ? 'en' : undefined}>{t(`look.${keyOf(choice)}`)}</span>,
    })),
  }));
  return (
    <Dropdown
      trigger={['click']}
      // Kept, it would go on in the language in which it was opened.
      destroyOnHidden
      menu={{
        items,
        selectable: true,
        multiple: true,
        selectedKeys: all.filter((choice) => isChosen(choice, now)).map(keyOf),
        onClick: ({ key }) => change(all.find((choice) => keyOf(choice) === key) ?? {}),
      }}
    >
      <Button type="text">{t('look.title')}</Button>
    </Dropdown>
  );
}

const isChosen = (choice: Partial<Preferences>, now: Preferences): boolean =>
  Object.entries(choice).every(([name, value]) => now[name as keyof Preferences] === value);
