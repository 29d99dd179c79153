import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { speak } from '../words/index.js';

export type Language = 'zh' | 'en';
/** Of the type, in steps that people ask for. */
export const SCALES = [1, 1.25, 1.5] as const;
export type Preferences = Readonly<{ dark: boolean; language: Language; scale: number }>;
type Kept = Preferences & Readonly<{ change: (changed: Partial<Preferences>) => void }>;

/** How this browser shows things: nothing here is a secret, and nothing of it is the procedure's. */
const STORED_AS = 'rushi.preferences';
const system = (): Preferences => ({
  dark: window.matchMedia('(prefers-color-scheme: dark)').matches,
  language: 'zh',
  scale: 1,
});

function stored(): Preferences {
  try {
    return { ...system(), ...(JSON.parse(localStorage.getItem(STORED_AS) ?? '{}') as Partial<Preferences>) };
  } catch {
    return system(); // Nothing may be kept here, or somebody else wrote it.
  }
}

const Context = createContext<Kept | undefined>(undefined);

export function PreferencesProvider({ children }: Readonly<{ children: ReactNode }>) {
  const [preferences, setPreferences] = useState(stored);
  useEffect(() => {
    document.documentElement.dataset.theme = preferences.dark ? 'dark' : 'light';
    document.documentElement.style.colorScheme = preferences.dark ? 'dark' : 'light';
    void speak(preferences.language).then(() => {
      document.documentElement.lang = preferences.language === 'en' ? 'en' : 'zh-CN';
    });
    try {
      localStorage.setItem(STORED_AS, JSON.stringify(preferences));
    } catch {
      // It is asked for again next time.
    }
  }, [preferences]);
  const kept = useMemo<Kept>(
    () => ({ ...preferences, change: (changed) => setPreferences((now) => ({ ...now, ...changed })) }),
    [preferences],
  );
  return <Context value={kept}>{children}</Context>;
}

export function usePreferences(): Kept {
  const kept = useContext(Context);
  if (!kept) throw new Error('usePreferences belongs within a PreferencesProvider');
  return kept;
}
