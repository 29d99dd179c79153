import { Checkbox, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../api/types.js';
import { useForm } from './context.js';
import { DayField } from './day-field.js';
import type { Announced } from './field-view.js';
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

export function DayInput({ field, path, value, announced }: InputProps) {
  const { typed, type } = useTyped(path, value);
  return <DayField announced={announced} label={field.label} typed={typed} onType={type} />;
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
