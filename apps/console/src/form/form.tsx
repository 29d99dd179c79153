import { Alert } from 'antd';
import { useId, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../api/types.js';
import { FormContext, idOf } from './context.js';
import type { FormShared } from './context.js';
import { Fields } from './fields.js';
import { stepsOf, withValue } from './typed.js';
import type { Finding, TypedGroup } from './typed.js';
import { useFindingWords } from './use-finding-words.js';
import './form.css';

/** Changes what is typed from what it is at that moment: two changes at once lose nothing. */
export type Change = (change: (before: TypedGroup) => TypedGroup) => void;

/** A form made of the fields that the server describes. What is typed is the caller's to keep. */
export function Form({
  fields,
  typed,
  onTyped,
  findings,
  optionsOf,
  shown,
  hasSummary = true,
  children,
}: Readonly<{
  fields: readonly FormField[];
  typed: TypedGroup;
  onTyped: Change;
  findings: readonly Finding[];
  optionsOf?: FormShared['optionsOf'];
  /** Only these of the fields are on the page now; the rest of them keep their values. */
  shown?: readonly FormField[];
  /** False where another part of the page lists what is wrong. */
  hasSummary?: boolean;
  children?: ReactNode;
}>) {
  const id = useId();
  const shared = useMemo<FormShared>(
    () => ({
      id,
      findings,
      optionsOf,
      onChange: (path, value) => onTyped((before) => withValue(before, stepsOf(path), value)),
    }),
    [id, findings, optionsOf, onTyped],
  );
  return (
    <FormContext value={shared}>
      {hasSummary && <Summary form={id} findings={findings} />}
      <Fields fields={shown ?? fields} typed={typed} />
      {children}
    </FormContext>
  );
}

/** What is wrong, on top of the form; each line leads to its field. */
function Summary({ form, findings }: Readonly<{ form: string; findings: readonly Finding[] }>) {
  const wordsOf = useFindingWords();
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('form.wrong', { count: findings.length })}
      description={
        <ul className="form-summary">
          {findings.map((finding) => (
            <li key={`${finding.path} ${wordsOf(finding)}`}>
              <a
                href={`#${idOf(form, finding.path)}`}
                onClick={(event) => jump(event, idOf(form, finding.path))}
              >
                {wordsOf(finding)}
              </a>
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** The address stays as it is: it says which task is open, and not where on the page somebody looks. */
function jump(event: React.MouseEvent, id: string): void {
  event.preventDefault();
  const field = nearest(id);
  field?.scrollIntoView({ block: 'center' });
  (field?.querySelector<HTMLElement>('input') ?? field)?.focus();
}

/** The field itself, or the group that it is in. */
function nearest(id: string): HTMLElement | null {
  for (let path = id; path.includes('-'); path = path.slice(0, path.lastIndexOf('-'))) {
    const found = document.getElementById(path);
    if (found) return found;
  }
  return null;
}
