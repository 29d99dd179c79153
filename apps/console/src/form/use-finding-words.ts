import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from './typed.js';

/** A finding as a sentence: the server's own, or the console's with the field's label in it. */
export function useFindingWords(): (finding: Finding) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ label, key, params, message }) => message ?? t(key ?? 'form.missing', { label, ...params }),
    [t],
  );
}
