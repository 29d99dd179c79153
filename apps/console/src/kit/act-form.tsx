import { useMutation } from '@tanstack/react-query';
import { Button, Input, Space } from 'antd';
import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, ask, newKey } from '../api/client.js';
import type { FormField } from '../api/types.js';
import type { FormShared } from '../form/context.js';
import { Form } from '../form/form.js';
import { findingsOf } from '../form/server-findings.js';
import type { Finding, TypedGroup } from '../form/typed.js';
import { bodyOf } from '../form/values.js';
import type { Body } from '../form/values.js';
import { wishOf } from '../task/decision-draft.js';
import type { Wish } from '../task/decision-draft.js';
import { ProblemAlert } from './problem.js';

type Acting = Readonly<{
  fields: readonly FormField[];
  begun?: TypedGroup;
  optionsOf?: FormShared['optionsOf'];
  /** What the button says. */
  act: string;
  /** Sends it; by itself as JSON to `path` under the key of this wish. */
  path?: string;
  send?: (body: Body, key: string) => Promise<unknown>;
  /** What must be typed before it is done, because it cannot be undone. */
  phrase?: string;
  onDone: (body: Body) => void | Promise<void>;
  onCancel?: () => void;
  children?: ReactNode;
}>;

/**
 * A form for one act: checks what is typed as the server does, sends it once, and shows what is refused at
 * the field that it is about.
 */
export function ActForm(acting: Acting) {
  const { t } = useTranslation();
  const { fields, begun = {}, optionsOf, act, phrase, onCancel, children } = acting;
  const [typed, setTyped] = useState<TypedGroup>(begun);
  const [confirmed, setConfirmed] = useState('');
  const { told, setTold, sending } = useSending(acting);
  const isConfirmed = phrase === undefined || confirmed.trim() === phrase;
  const go = () => {
    const { body, findings } = bodyOf(fields, typed);
    setTold(findings);
    if (findings.length === 0 && isConfirmed) sending.mutate(body);
  };
  return (
    <>
      {sending.error && told.length === 0 && <ProblemAlert error={sending.error} />}
      <Form
        fields={fields}
        typed={typed}
        onTyped={(change) => {
          setTold([]);
          setTyped(change);
        }}
        findings={told}
        {...(optionsOf ? { optionsOf } : {})}
      >
        {children}
        {phrase !== undefined && <Phrase phrase={phrase} typed={confirmed} onType={setConfirmed} />}
      </Form>
      <Space wrap style={{ marginTop: 8 }}>
        <Button
          type="primary"
          autoInsertSpace={false}
          loading={sending.isPending}
          disabled={!isConfirmed}
          onClick={go}
        >
          {act}
        </Button>
        {onCancel && (
          <Button autoInsertSpace={false} onClick={onCancel}>
            {t('act.cancel')}
          </Button>
        )}
      </Space>
    </>
  );
}

function useSending({ fields, path = '', send, onDone }: Acting) {
  const [told, setTold] = useState<readonly Finding[]>([]);
  const wish = useRef<Wish>(undefined);
  const sending = useMutation({
    mutationFn: async (body: Body) => {
      wish.current = wishOf(wish.current, body, newKey);
      const { key } = wish.current;
      await (send ? send(body, key) : ask(path, { method: 'POST', body, key }));
      return body;
    },
    onError: (error) => {
      // It has its answer: what is sent next is another wish.
      if (error instanceof ApiError && !error.isAway) wish.current = undefined;
      setTold(findingsOf(error, fields));
    },
    onSuccess: async (body) => {
      wish.current = undefined;
      await onDone(body);
    },
  });
  return { told, setTold, sending };
}

function Phrase({
  phrase,
  typed,
  onType,
}: Readonly<{ phrase: string; typed: string; onType: (typed: string) => void }>) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id} className="form-label">
        {t('act.phrase', { phrase })}
      </label>
      <Input id={id} autoComplete="off" value={typed} onChange={({ target }) => onType(target.value)} />
    </div>
  );
}

/** A field of an act, as forms have them. */
export const fieldOf = (
  name: string,
  label: string,
  kind: string,
  more: Partial<FormField> = {},
): FormField => ({ name, label, kind, required: true, ...more });
