import { useSyncExternalStore } from 'react';

const asked = window.matchMedia('(prefers-reduced-motion: reduce)');
const listen = (changed: () => void) => {
  asked.addEventListener('change', changed);
  return () => asked.removeEventListener('change', changed);
};

/** Whether things may move on this screen; somebody who has asked the system for calm gets it at once. */
export const useMotion = (): boolean => useSyncExternalStore(listen, () => !asked.matches);
