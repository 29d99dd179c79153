import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Result, Space, Typography } from 'antd';
import { Suspense, lazy, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError, ask, newKey } from '../api/client.js';
import type { FormField, Terms } from '../api/types.js';
import { Form } from '../form/form.js';
import type { Change } from '../form/form.js';
import { isBlank, stepsOf, textOf, valueAt } from '../form/typed.js';
import type { TypedGroup } from '../form/typed.js';
import { bodyOf } from '../form/values.js';
import { ProblemAlert } from '../kit/problem.js';
import { Loading } from '../kit/states.js';
import { PapersToCome } from '../papers/papers-to-come.js';
import { wishOf } from '../task/decision-draft.js';
import type { Wish } from '../task/decision-draft.js';
import { withBoundary } from './boundary-reading.js';
import { CheckPage } from './check-page.js';
import { ReturnedItems } from './returned-items.js';
import type { ReturnedItem } from './returned-items.js';
import { SavingNote } from './saving-note.js';
import { OWNER_PATH, ownersIn, withOwner } from '../registers/owners.js';
import { useRegister } from '../registers/queries.js';
import type { Kept } from '../registers/queries.js';
import { differencesOf, linesOf, optionsIn, sectionOf, sectionsOf, withUseName } from './sections.js';
import type { SectionName } from './sections.js';
import { StepBar } from './step-bar.js';
import { useCheck } from './use-check.js';
import { useKeeping } from './use-draft.js';

const BoundaryFile = lazy(() => import('./boundary-file.js').then((all) => ({ default: all.BoundaryFile })));
const PapersSection = lazy(() => import('../papers/papers-section.js'));

export type Step = SectionName | 'check';
/** What is kept of a scheme that is being written. */
export type SchemeDraft = Readonly<{ typed: TypedGroup; answers: Readonly<Record<string, string>> }>;
export type Revision = Readonly<{ entry: string; items: readonly ReturnedItem[]; last: TypedGroup }>;

const NOBODY: readonly Kept[] = [];

/** The register of the district that the scheme names. */
const useCollectives = (typed: TypedGroup): readonly Kept[] => {
  const district = textOf(valueAt(typed, ['district']));
  return useRegister(district === '' ? undefined : district, 'collectives').data?.items ?? NOBODY;
};

/** The guided form: steps, what the server says to it meanwhile, one page to check it all, and handing in. */
export function Editor({
  draftId,
  fields,
  terms,
  begun,
  from,
  revision,
  onOpenNewer,
}: Readonly<{
  draftId: string;
  fields: readonly FormField[];
  terms: Terms;
  begun: SchemeDraft;
  from: Readonly<{ version: number; savedAt: string; content: SchemeDraft }> | undefined;
  revision?: Revision;
  onOpenNewer: () => void;
}>) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(begun);
  const { typed, answers } = draft;
  const sections = useMemo(() => sectionsOf(fields), [fields]);
  const steps: readonly Step[] = [...sections.map(({ name }) => name), 'check'];
  const [step, setStep] = useState<Step>(sections[0]?.name ?? 'check');
  const checked = useCheck(fields, typed);
  const collectives = useCollectives(typed);
  const at = (name: string) => textOf(valueAt(typed, [name]));
  const title = [at('village'), at('parcel')].filter(Boolean).join(' ') || t('scheme.untitled');
  const { saving, overwrite, end } = useKeeping<SchemeDraft>(draftId, title, draft, from);
  const onTyped: Change = useCallback(
    (change) =>
      setDraft((before) => {
        const named = withUseName(before.typed, change(before.typed), terms);
        return { ...before, typed: withOwner(before.typed, named, collectives) };
      }),
    [terms, collectives],
  );
  const go = (path: string) => setStep(sectionOf(path));
  const handing = useHandingIn(fields, draft, revision, end);
  // What nobody has come to yet is not wrong yet; the page of the check tells it all.
  const shown = checked.findings.filter(({ path }) => !isBlank(valueAt(typed, stepsOf(path))));
  const index = steps.indexOf(step);
  const [before, after] = [steps[index - 1], steps[index + 1]];
  if (handing.isSuccess) return <HandedIn entry={handing.data} />;
  return (
    <>
      <div className="task-head" style={{ marginBottom: 12 }}>
        <Typography.Title level={1} style={{ margin: 0, fontSize: '1.4em' }}>
          {t(revision ? 'scheme.revise' : 'scheme.new')}
        </Typography.Title>
        <SavingNote saving={saving} onOpenNewer={onOpenNewer} onOverwrite={() => void overwrite()} />
      </div>
      {revision && (
        <ReturnedItems
          items={revision.items}
          fields={fields}
          answers={answers}
          onAnswer={(field, answer) =>
            setDraft((was) => ({ ...was, answers: { ...was.answers, [field]: answer } }))
          }
          onGo={go}
        />
      )}
      <StepBar steps={steps} step={step} findings={checked.findings} onStep={setStep} />
      <Card size="small" styles={{ body: { padding: 16 } }}>
        {step === 'check' ? (
          <>
            <CheckPage
              checked={checked}
              lines={linesOf(fields, typed)}
              differences={revision && differencesOf(linesOf(fields, revision.last), linesOf(fields, typed))}
              onGo={go}
            />
            {revision ? (
              <PapersOf entry={revision.entry} />
            ) : (
              <PapersToCome
                form={textOf(valueAt(typed, ['deal', 'form']))}
                route={textOf(valueAt(typed, ['deal', 'route']))}
              />
            )}
          </>
        ) : (
          <>
            {step === 'boundary' && (
              <Suspense fallback={<Loading />}>
                <BoundaryFile
                  district={at('district')}
                  onTake={(crs, rings) => onTyped((now) => withBoundary(now, crs, rings))}
                />
              </Suspense>
            )}
            <Form
              key={step}
              fields={fields}
              shown={sections.find(({ name }) => name === step)?.fields ?? []}
              typed={typed}
              onTyped={onTyped}
              findings={shown}
              hasSummary={false}
              optionsOf={(path) =>
                path === OWNER_PATH ? ownersIn(collectives, typed) : optionsIn(terms, typed, path)
              }
            />
          </>
        )}
        {handing.error && <ProblemAlert error={handing.error} />}
        <Space wrap style={{ marginTop: 16 }}>
          {before && (
            <Button onClick={() => setStep(before)}>
              {t('scheme.back', { step: t(`scheme.step.${before}`) })}
            </Button>
          )}
          {after && (
            <Button type="primary" onClick={() => setStep(after)}>
              {t('scheme.next', { step: t(`scheme.step.${after}`) })}
            </Button>
          )}
          {step === 'check' && (
            <Button
              type="primary"
              disabled={!checked.isComplete || checked.isRunning}
              loading={handing.isPending}
              onClick={() => handing.mutate()}
            >
              {t(revision ? 'scheme.resubmit' : 'scheme.submit')}
            </Button>
          )}
        </Space>
      </Card>
    </>
  );
}

/** Hands the scheme in, or in again; its draft is then no longer needed. */
function useHandingIn(
  fields: readonly FormField[],
  { typed, answers }: SchemeDraft,
  revision: Revision | undefined,
  end: () => Promise<void>,
) {
  const queries = useQueryClient();
  const wish = useRef<Wish>(undefined);
  return useMutation({
    mutationFn: async () => {
      const { body: scheme } = bodyOf(fields, typed);
      const given = Object.entries(answers).filter(([, answer]) => answer.trim() !== '');
      const path = revision
        ? `/api/v1/entries/${encodeURIComponent(revision.entry)}/revision`
        : '/api/v1/schemes';
      const body = revision
        ? { scheme, answers: given.map(([field, answer]) => ({ field, answer: answer.trim() })) }
        : scheme;
      wish.current = wishOf(wish.current, body, newKey);
      const answer = await ask<{ entry: string }>(path, { method: 'POST', body, key: wish.current.key });
      return answer.body.entry;
    },
    onError: (error) => {
      if (error instanceof ApiError && !error.isAway) wish.current = undefined;
    },
    onSuccess: async () => {
      // A draft that stays behind is seen in the list and can be deleted there; the scheme is handed in.
      await end().catch(() => undefined);
      await queries.invalidateQueries();
    },
  });
}

function HandedIn({ entry }: Readonly<{ entry: string }>) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <Result
        status="success"
        title={t('scheme.submitted', { entry })}
        subTitle={t('scheme.submitted-next')}
        extra={
          <Space wrap style={{ justifyContent: 'center' }}>
            <Link to={`/entries/${encodeURIComponent(entry)}`}>{t('task.to-entry')}</Link>
            <Link to="/desk">{t('task.to-desk')}</Link>
          </Space>
        }
      />
      <PapersOf entry={entry} />
    </div>
  );
}

/** The papers of a scheme that has been handed in, as they are attached where it lies now. */
const PapersOf = ({ entry }: Readonly<{ entry: string }>) => (
  <div style={{ marginTop: 16 }}>
    <Suspense fallback={<Loading />}>
      <PapersSection entry={entry} stage="scheme" />
    </Suspense>
  </div>
);
