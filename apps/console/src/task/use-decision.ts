import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ApiError, ask, newKey } from '../api/client.js';
import type { OutcomeForm, TaskWithForm } from '../api/types.js';
import type { Change } from '../form/form.js';
import { findingsOf } from '../form/server-findings.js';
import type { Finding } from '../form/typed.js';
import { bodyOf } from '../form/values.js';
import { NOTHING_TYPED, isOvertaken, keepDraft, knownIn, readDraft, wishOf } from './decision-draft.js';
import type { DecisionDraft } from './decision-draft.js';
import { routeOf } from './standing.js';

/** The answers that say that the task went on meanwhile. */
const OVERTAKEN: ReadonlySet<number> = new Set([409, 412]);
const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500;

type Sending = Readonly<{ path: string; body: unknown; etag?: string }>;

/** Where a decision goes: to the task, or to the route that its outcome names. */
function sendingOf(
  task: TaskWithForm,
  { outcome, route }: OutcomeForm,
  data: unknown,
  version: number,
): Sending {
  if (route) return { path: routeOf(route.path, task.subject), body: data };
  return {
    path: `/api/v1/tasks/${encodeURIComponent(task.id)}/decision`,
    body: { outcome, data },
    etag: `"${version}"`,
  };
}

/** A decision from its first letter to the answer of the server. */
export function useDecision(task: TaskWithForm, outcomes: readonly OutcomeForm[]) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<DecisionDraft>(() => readDraft(sessionStorage, task.id));
  const [told, setTold] = useState<readonly Finding[]>([]);
  useEffect(() => keepDraft(sessionStorage, task.id, draft), [task.id, draft]);

  const chosen =
    outcomes.find(({ outcome }) => outcome === draft.outcome) ??
    (outcomes.length === 1 ? outcomes[0] : undefined);
  const typed = (chosen && draft.typed[chosen.outcome]) ?? knownIn(chosen);
  const lookAgain = useCallback(
    () => Promise.all(['task', 'tasks', 'entry'].map((of) => queries.invalidateQueries({ queryKey: [of] }))),
    [queries],
  );

  const send = useMutation({
    mutationFn: async (outcome: OutcomeForm) => {
      const { body } = bodyOf(outcome.fields, typed);
      const sending = sendingOf(task, outcome, body, draft.version ?? task.version);
      const wish = wishOf(draft.wish, sending, newKey);
      const waiting = { ...draft, version: draft.version ?? task.version, wish };
      // Before it is sent: a tab that is closed now asks with the same key when it comes back.
      keepDraft(sessionStorage, task.id, waiting);
      setDraft(waiting);
      await ask(sending.path, { method: 'POST', body: sending.body, etag: sending.etag, key: wish.key });
      return outcome.outcome;
    },
    onSuccess: () => {
      setDraft(NOTHING_TYPED);
      void lookAgain();
    },
    onError: (error, outcome) => {
      if (!isRefusal(error)) return;
      // It has its answer: what is sent next is another wish.
      setDraft((before) => ({ ...before, wish: undefined }));
      setTold(findingsOf(error, outcome.fields, outcome.route ? '' : '/data'));
      if (OVERTAKEN.has(error.problem.status)) void lookAgain();
    },
  });

  const { reset } = send;
  const onTyped: Change = useCallback(
    (change) => {
      if (!chosen) return;
      const { outcome } = chosen;
      setTold([]);
      reset();
      setDraft((before) => ({
        ...before,
        wish: undefined,
        version: before.version ?? task.version,
        typed: { ...before.typed, [outcome]: change(before.typed[outcome] ?? knownIn(chosen)) },
      }));
    },
    [chosen, reset, task.version],
  );
  const choose = useCallback(
    (outcome: string) => {
      setTold([]);
      reset();
      setDraft((before) => ({ ...before, outcome, wish: undefined }));
    },
    [reset],
  );
  const submit = () => {
    if (!chosen || send.isPending) return;
    const { findings } = bodyOf(chosen.fields, typed);
    setTold(findings);
    if (findings.length === 0) send.mutate(chosen);
  };
  const overtaken = useMemo(() => isOvertaken(draft, task.version), [draft, task.version]);
  return {
    chosen,
    typed,
    findings: told,
    began: draft.version,
    isOvertaken: overtaken,
    isUnanswered: draft.wish !== undefined,
    isTyped: draft !== NOTHING_TYPED,
    send,
    choose,
    onTyped,
    submit,
    /** What was typed is now meant for the task as it is. */
    goOnFrom: (version: number) => {
      reset();
      setDraft((before) => (before.version === undefined ? before : { ...before, version, wish: undefined }));
    },
    drop: () => {
      reset();
      setTold([]);
      setDraft(NOTHING_TYPED);
    },
    lookAgain,
  };
}
export type Decision = ReturnType<typeof useDecision>;
