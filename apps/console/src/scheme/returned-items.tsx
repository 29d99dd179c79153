import { Button, Card, Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../api/types.js';
import { fieldAt, pointerOf, stepsOf } from '../form/typed.js';
import { labelOf } from '../form/values.js';

export type ReturnedItem = Readonly<{ field: string; opinion: string; source?: string }>;

/** What was found, on top of the form; each is answered beside the change that it led to. */
export function ReturnedItems({
  items,
  fields,
  answers,
  onAnswer,
  onGo,
}: Readonly<{
  items: readonly ReturnedItem[];
  fields: readonly FormField[];
  answers: Readonly<Record<string, string>>;
  onAnswer: (field: string, answer: string) => void;
  onGo: (path: string) => void;
}>) {
  const { t } = useTranslation();
  const id = useId();
  if (items.length === 0) return null;
  return (
    <Card size="small" title={t('scheme.returned')} style={{ marginBottom: 16 }}>
      <ol className="form-summary">
        {items.map(({ field, opinion, source }, index) => {
          const known = fieldAt(fields, field);
          const label = known ? labelOf(known) : field;
          return (
            <li key={`${field} ${opinion}`} style={{ marginBottom: 12 }}>
              <strong>{label}</strong>：{opinion} {source && t('form.source', { source })}{' '}
              <Button type="link" size="small" onClick={() => onGo(pointerOf(stepsOf(field)))}>
                {t('scheme.go')}
                <span className="unseen">：{label}</span>
              </Button>
              <label htmlFor={`${id}${index}`} className="form-label">
                {t('scheme.answer', { label })}
              </label>
              <Input.TextArea
                id={`${id}${index}`}
                rows={2}
                value={answers[field] ?? ''}
                onChange={({ target }) => onAnswer(field, target.value)}
              />
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
