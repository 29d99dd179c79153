import { createContext, useContext } from 'react';
import type { FormField } from '../api/types.js';
import type { Finding, Typed } from './typed.js';

export type Option = Readonly<{ value: string; label: string }>;

/** What every field of one form shares. Paths are JSON pointers into the form's body. */
export type FormShared = Readonly<{
  /** Keeps the ids of two forms on one page apart. */
  id: string;
  findings: readonly Finding[];
  onChange: (path: string, value: Typed | undefined) => void;
  /** The codes that a field may take, where the server has names for them. */
  optionsOf?: (path: string, field: FormField) => readonly Option[] | undefined;
}>;

export const FormContext = createContext<FormShared | undefined>(undefined);

export function useForm(): FormShared {
  const shared = useContext(FormContext);
  if (!shared) throw new Error('A field belongs within a Form');
  return shared;
}

export const idOf = (form: string, path: string): string => `${form}${path.replaceAll('/', '-')}`;
