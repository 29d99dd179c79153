import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../api/types.js';
import { idOf, useForm } from './context.js';
import { hintOf } from './hints.js';
import type { Finding, Typed } from './typed.js';
import { useFindingWords } from './use-finding-words.js';
import { labelOf } from './values.js';

/** What an input needs to be announced with its label, its hint and what is wrong with it. */
export type Announced = Readonly<{ id: string; 'aria-describedby': string; 'aria-invalid': boolean }>;

/** One field: label with mark, input, hint, and what is wrong with it, each tied to the input. */
export function FieldView({
  field,
  path,
  value,
  group = false,
  children,
}: Readonly<{
  field: FormField;
  path: string;
  value: Typed | undefined;
  /** Several inputs under one label, such as ticks. */
  group?: boolean;
  children: (announced: Announced) => ReactNode;
}>) {
  const { id: form, findings } = useForm();
  const { t } = useTranslation();
  const id = idOf(form, path);
  const own = findings.filter((finding) => finding.path === path);
  const announced = { id, 'aria-describedby': `${id}-hint ${id}-wrong`, 'aria-invalid': own.length > 0 };
  const hint = hintOf(field, value, t);
  const label = (
    <>
      {labelOf(field)}
      {field.required && (
        <span className="form-mark" title={t('form.required')}>
          <span aria-hidden> *</span>
          <span className="unseen">（{t('form.required')}）</span>
        </span>
      )}
    </>
  );
  const rest = (
    <>
      {children(announced)}
      <Wrong id={`${id}-wrong`} findings={own} />
      <div id={`${id}-hint`} className="form-hint">
        {hint}
      </div>
    </>
  );
  return group ? (
    <div
      id={id}
      className="form-field"
      role="group"
      tabIndex={-1}
      aria-labelledby={`${id}-label`}
      aria-describedby={announced['aria-describedby']}
    >
      <div id={`${id}-label`} className="form-label">
        {label}
      </div>
      {rest}
    </div>
  ) : (
    <div className="form-field">
      <label htmlFor={id} className="form-label">
        {label}
      </label>
      {rest}
    </div>
  );
}

/** Nothing, or a line for each thing that is wrong. */
export function Wrong({ id, findings }: Readonly<{ id: string; findings: readonly Finding[] }>) {
  const wordsOf = useFindingWords();
  const { t } = useTranslation();
  return (
    <div id={id} aria-live="polite">
      {findings.map((finding) => (
        <Typography.Text key={wordsOf(finding)} type="danger" style={{ display: 'block' }}>
          {wordsOf(finding)}
          {finding.source && ` ${t('form.source', { source: finding.source })}`}
        </Typography.Text>
      ))}
    </div>
  );
}
