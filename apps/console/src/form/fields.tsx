import { Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../api/types.js';
import { idOf, useForm } from './context.js';
import { FieldView, Wrong } from './field-view.js';
import { ChoiceInput, DayInput, LineInput, ParagraphInput, isGroupOfInputs } from './inputs.js';
import type { InputProps } from './inputs.js';
import { groupOf, groupsOf } from './typed.js';
import type { Typed, TypedGroup } from './typed.js';

/** Inputs by the kind of value; every kind that is not here is a line of text. */
const INPUTS: Readonly<Record<string, (props: InputProps) => React.ReactNode>> = {
  paragraph: ParagraphInput,
  lines: ParagraphInput,
  rings: ParagraphInput,
  day: DayInput,
  choice: ChoiceInput,
  choices: ChoiceInput,
  flag: ChoiceInput,
};

/** The fields of a form, of a group in it, or of one member of a list. */
export function Fields({
  fields,
  typed,
  under = '',
}: Readonly<{ fields: readonly FormField[]; typed: TypedGroup; under?: string }>) {
  return (
    <div className="form-fields">
      {fields.map((field) => (
        <OneField key={field.name} field={field} path={`${under}/${field.name}`} value={typed[field.name]} />
      ))}
    </div>
  );
}

type OneProps = Readonly<{ field: FormField; path: string; value: Typed | undefined }>;

function OneField({ field, path, value }: OneProps) {
  if (field.kind === 'object') return <GroupField field={field} path={path} value={value} />;
  if (field.kind === 'list') return <ListField field={field} path={path} value={value} />;
  const Shown = INPUTS[field.kind] ?? LineInput;
  return (
    <FieldView field={field} path={path} value={value} group={isGroupOfInputs(field)}>
      {(announced) => <Shown field={field} path={path} value={value} announced={announced} />}
    </FieldView>
  );
}

/** Fields that belong together, under the name of what they are of. */
function GroupField({ field, path, value }: OneProps) {
  const { id, findings } = useForm();
  return (
    <fieldset className="form-group" id={idOf(id, path)} tabIndex={-1}>
      <Legend field={field} />
      <Wrong id={`${idOf(id, path)}-wrong`} findings={findings.filter((each) => each.path === path)} />
      <Fields fields={field.fields ?? []} typed={groupOf(value)} under={path} />
    </fieldset>
  );
}

const Legend = ({ field }: Readonly<{ field: FormField }>) => {
  const { t } = useTranslation();
  return (
    <legend>
      {field.label}
      {!field.required && <Typography.Text type="secondary">（{t('form.optional')}）</Typography.Text>}
    </legend>
  );
};

/** Members one below the other; the button adds an empty one until the list is as long as it may be. */
function ListField({ field, path, value }: OneProps) {
  const { id, findings, onChange } = useForm();
  const { t } = useTranslation();
  const members = groupsOf(value);
  const isFull = field.maxItems !== undefined && members.length >= field.maxItems;
  return (
    <fieldset className="form-group" id={idOf(id, path)} tabIndex={-1}>
      <Legend field={field} />
      <Wrong id={`${idOf(id, path)}-wrong`} findings={findings.filter((each) => each.path === path)} />
      {members.map((member, index) => (
        // Members have no name of their own: what identifies one is its place.
        <div key={index} className="form-member" role="group" aria-label={t('form.nth', { n: index + 1 })}>
          <div className="form-member-head">
            <Typography.Text type="secondary">{t('form.nth', { n: index + 1 })}</Typography.Text>
            <Button
              size="small"
              onClick={() => onChange(path, members.toSpliced(index, 1))}
              aria-label={`${t('form.remove')} ${field.label} ${t('form.nth', { n: index + 1 })}`}
            >
              {t('form.remove')}
            </Button>
          </div>
          <Fields fields={field.fields ?? []} typed={member} under={`${path}/${index}`} />
        </div>
      ))}
      <Button size="small" type="dashed" disabled={isFull} onClick={() => onChange(path, [...members, {}])}>
        {t('form.add')}：{field.label}
      </Button>
    </fieldset>
  );
}
