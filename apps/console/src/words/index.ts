import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { zh } from './zh.js';

void i18n.use(initReactI18next).init({
  resources: { zh: { translation: zh } },
  lng: 'zh',
  fallbackLng: 'zh',
  // Keys hold paths of pages and codes of roles, which have signs of their own.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false }, // React escapes.
});

const ENGLISH = 'en';
let wanted = 'zh';

/** From now on in this language; the words of English come when somebody first wants them. */
export async function speak(language: string): Promise<void> {
  wanted = language;
  if (language === ENGLISH && !i18n.hasResourceBundle(ENGLISH, 'translation')) {
    const { en } = await import('./en.js');
    i18n.addResourceBundle(ENGLISH, 'translation', en);
  }
  // Somebody may have chosen otherwise while they were on their way.
  if (wanted === language) await i18n.changeLanguage(language);
}
