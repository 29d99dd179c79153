import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { ask, newKey } from '../api/client.js';
import { useSession, useTerms } from '../api/queries.js';
import type { Fact, FormField, Page, WorkForm } from '../api/types.js';
import { typedOf } from '../form/values.js';
import type { Body } from '../form/values.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import '../task/task.css';
import { Editor } from './editor.js';
import type { Revision, SchemeDraft } from './editor.js';
import type { ReturnedItem } from './returned-items.js';
import { dayAndTime } from './saving-note.js';
import './scheme.css';
import { prefilled, schemeFieldsOf } from './sections.js';
import { dropDraft, readDraft } from './use-draft.js';

const NEW = 'scheme-';

/** A new scheme, a draft of one that is opened again, or the revision of one that came back. */
export default function NewScheme() {
  const { entry } = useParams();
  const [search] = useSearchParams();
  const draft = search.get('draft');
  if (entry) return <Opened key={entry} draftId={`revise-${entry}`} entry={entry} />;
  return draft ? <Opened key={draft} draftId={draft} /> : <Begin />;
}

type DraftRow = Readonly<{ id: string; title: string; savedAt: string }>;
const addressOf = (id: string) => `/schemes/new?draft=${encodeURIComponent(id)}`;

/** Whoever has drafts chooses between them and a new one; everybody else begins at once. */
function Begin() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [fresh] = useState(() => `${NEW}${newKey()}`);
  const { data, error, refetch } = useQuery({
    queryKey: ['drafts'],
    queryFn: async () => (await ask<{ items: DraftRow[] }>('/api/v1/drafts')).body.items,
  });
  if (error && !data) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <LoadingPage />;
  const drafts = data.filter(({ id }) => id.startsWith(NEW));
  if (drafts.length === 0) return <Opened draftId={fresh} />;
  const discard = async (id: string) => {
    await dropDraft(id);
    await queries.invalidateQueries({ queryKey: ['drafts'] });
  };
  return (
    <Card title={t('scheme.drafts')}>
      <ul className="form-summary">
        {drafts.map(({ id, title, savedAt }) => (
          <li key={id} style={{ marginBottom: 8 }}>
            <Space wrap>
              <Button type="link" onClick={() => void navigate(addressOf(id))}>
                {t('scheme.draft-at', { title, at: dayAndTime(savedAt) })}
              </Button>
              <Button
                size="small"
                aria-label={`${t('scheme.discard')} ${title}`}
                onClick={() => void discard(id)}
              >
                {t('scheme.discard')}
              </Button>
            </Space>
          </li>
        ))}
      </ul>
      <Button type="primary" onClick={() => void navigate(addressOf(fresh))}>
        {t('scheme.begin')}
      </Button>
    </Card>
  );
}

type Found = Readonly<{
  fields: readonly FormField[];
  kept: Awaited<ReturnType<typeof readDraft<SchemeDraft>>>;
  scheme?: Body;
  revision?: Revision;
}>;

/** What the form needs before its first field can be shown. */
async function find(draftId: string, entry: string | undefined): Promise<Found> {
  const [work, kept] = await Promise.all([
    ask<{ items: WorkForm[] }>('/api/v1/work'),
    readDraft<SchemeDraft>(draftId),
  ]);
  const fields = schemeFieldsOf(work.body.items);
  if (!entry) return { fields, kept };
  const at = `/api/v1/entries/${encodeURIComponent(entry)}`;
  const [scheme, facts] = await Promise.all([ask<Body>(`${at}/scheme`), factsOf(`${at}/timeline`)]);
  const last = typedOf(fields, scheme.body);
  const items = facts.map(itemsIn).findLast(({ length }) => length > 0) ?? [];
  return { fields, kept, revision: { entry, items, last } };
}

/** So many facts are asked for at once. */
const FACTS_MAX = 200;

async function factsOf(path: string): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (let after: string | null = ''; after !== null;) {
    const place: string = after ? `&after=${encodeURIComponent(after)}` : '';
    const { body }: { body: Page<Fact> } = await ask<Page<Fact>>(`${path}?limit=${FACTS_MAX}${place}`);
    facts.push(...body.items);
    after = body.next;
  }
  return facts;
}

/** The list of what was wrong with a scheme, whichever fact brings it. */
const itemsIn = ({ data: { items } }: Fact): readonly ReturnedItem[] =>
  Array.isArray(items) ? (items as readonly ReturnedItem[]).filter(({ opinion }) => opinion) : [];

function Opened({ draftId, entry }: Readonly<{ draftId: string; entry?: string }>) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: terms } = useTerms();
  const [opening, setOpening] = useState(0);
  const { data, error, refetch } = useQuery({
    queryKey: ['scheme-form', draftId, opening],
    queryFn: () => find(draftId, entry),
    // The form is somebody's to type in: nothing that comes later may replace it unasked.
    staleTime: Infinity,
    gcTime: 0,
  });
  if (error && !data) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data || !session || !terms) return <LoadingPage />;
  if (session.may['scheme.submit'] === undefined) return <Nothing why={t('scheme.no-right')} />;
  const { fields, kept, revision } = data;
  const begun = kept?.content ?? {
    typed: revision?.last ?? prefilled(fields, session, terms),
    answers: {},
  };
  return (
    <Editor
      key={`${draftId} ${opening}`}
      draftId={draftId}
      fields={fields}
      terms={terms}
      begun={begun}
      from={kept}
      revision={revision}
      onOpenNewer={() => setOpening((before) => before + 1)}
    />
  );
}
