import { Button, Checkbox, Input, Radio, Select } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../api/types.js';
import { useForm } from './context.js';
import type { Announced } from './field-view.js';
import { dayTyped } from './numbers.js';
import { textOf, textsOf } from './typed.js';
import type { Typed } from './typed.js';

export type InputProps = Readonly<{
  field: FormField;
  path: string;
  value: Typed | undefined;
  announced: Announced;
}>;

/** So few choices are all shown at once. */
const RADIOS_MAX = 5;
// The style sheet lets them grow: a size that is measured and set by a script would break the policy.
const LINES_SHOWN = 2;
const CORNERS_SHOWN = 6;

function useTyped(path: string, value: Typed | undefined) {
  const { onChange } = useForm();
  return { typed: textOf(value), type: (next: string) => onChange(path, next) };
}

/** One line of text; a list of codes instead where the server has names for them. */
export function LineInput({ field, path, value, announced }: InputProps) {
  const { optionsOf } = useForm();
  const { typed, type } = useTyped(path, value);
  const { t } = useTranslation();
  const options = optionsOf?.(path, field);
  if (options)
    return (
      <Select
        {...announced}
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        placeholder={t('form.choose')}
        value={typed || undefined}
        options={[...options]}
        onChange={(next?: string) => type(next ?? '')}
      />
    );
  return (
    <Input
      {...announced}
      value={typed}
      status={announced['aria-invalid'] ? 'error' : undefined}
      inputMode={NUMERIC_KINDS.has(field.kind) ? 'decimal' : undefined}
      suffix={field.kind === 'fen' ? t('form.yuan') : field.kind === 'area' ? t('area.m2') : undefined}
      autoComplete="off"
      onChange={({ target }) => type(target.value)}
    />
  );
}
const NUMERIC_KINDS: ReadonlySet<string> = new Set(['whole', 'numeric']);

export function ParagraphInput({ field, path, value, announced }: InputProps) {
  const { typed, type } = useTyped(path, value);
  return (
    <Input.TextArea
      {...announced}
      className={field.kind === 'rings' ? 'money' : undefined}
      value={typed}
      status={announced['aria-invalid'] ? 'error' : undefined}
      rows={field.kind === 'rings' ? CORNERS_SHOWN : LINES_SHOWN}
      onChange={({ target }) => type(target.value)}
    />
  );
}

/** Typed in any of the usual ways, or picked from the calendar of the browser. */
export function DayInput({ field, path, value, announced }: InputProps) {
  const { typed, type } = useTyped(path, value);
  const { t } = useTranslation();
  const calendar = useRef<HTMLInputElement>(null);
  const day = dayTyped(typed);
  return (
    <div className="form-day">
      <Input
        {...announced}
        value={typed}
        status={announced['aria-invalid'] ? 'error' : undefined}
        inputMode="numeric"
        autoComplete="off"
        onChange={({ target }) => type(target.value)}
        // What was meant is shown in the form of the papers as soon as the field is left.
        onBlur={() => day && day !== typed && type(day)}
      />
      <Button
        aria-label={`${t('form.pick-day')} ${field.label}`}
        onClick={() => calendar.current?.showPicker()}
      >
        {t('form.pick-day')}
      </Button>
      <input
        ref={calendar}
        className="form-calendar"
        type="date"
        tabIndex={-1}
        aria-hidden
        value={day ?? ''}
        onChange={({ target }) => type(target.value)}
      />
    </div>
  );
}

export const FLAGS = ['false', 'true'] as const;

export function ChoiceInput({ field, path, value, announced }: InputProps) {
  const { typed, type } = useTyped(path, value);
  const { onChange } = useForm();
  const { t } = useTranslation();
  const codes = field.kind === 'flag' ? FLAGS : (field.choices ?? []);
  const options = codes.map((code) => ({ value: code, label: field.names?.[code] ?? code }));
  if (field.kind === 'choices')
    return (
      <Checkbox.Group
        options={options}
        value={[...textsOf(value)]}
        onChange={(chosen) => onChange(path, chosen.map(String))}
      />
    );
  if (options.length <= RADIOS_MAX)
    return (
      <Radio.Group
        options={options}
        value={typed || undefined}
        onChange={({ target }) => type(String(target.value))}
      />
    );
  return (
    <Select
      {...announced}
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!field.required}
      placeholder={t('form.choose')}
      value={typed || undefined}
      options={options}
      onChange={(next?: string) => type(next ?? '')}
    />
  );
}

/** Whether the input of a field is a group of several. */
export const isGroupOfInputs = ({ kind, choices = [] }: FormField): boolean =>
  kind === 'choices' || kind === 'flag' || (kind === 'choice' && choices.length <= RADIOS_MAX);
