import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ask } from '../api/client.js';
import type { Fact } from '../api/types.js';
import { saveFile } from '../entry/csv.js';
import { useTimeline } from '../entry/queries.js';
import { useNames } from '../kit/names.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, Loading, Nothing } from '../kit/states.js';
import { when } from './asking.js';
import { AdminTable } from './parts.js';

/** Every fact of a case as the log holds it, of one stream or of all, and what proves each. */
export function Facts() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const entry = search.get('entry') ?? '';
  const put = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    if (name === 'entry') next.delete('stream');
    setSearch(next, { replace: true });
  };
  return (
    <>
      <search className="admin-line">
        <Input.Search
          key={entry}
          className="admin-word"
          aria-label={t('trail.entry')}
          placeholder={t('trail.entry')}
          defaultValue={entry}
          enterButton={t('trail.open')}
          maxLength={64}
          onSearch={(typed) => put('entry', typed.trim())}
        />
      </search>
      {entry === '' ? (
        <Nothing why={t('trail.which-entry')} />
      ) : (
        <FactsOf
          key={entry}
          entry={entry}
          stream={search.get('stream') ?? ''}
          onStream={(stream) => put('stream', stream)}
        />
      )}
    </>
  );
}

type Shown = Readonly<{ entry: string; stream: string; onStream: (stream: string) => void }>;

function FactsOf({ entry, stream, onStream }: Shown) {
  const { t } = useTranslation();
  const { factName } = useNames();
  const { data, error, refetch } = useTimeline(entry);
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  const streams = [...new Set(data.map((fact) => fact.stream))].sort();
  const rows = stream === '' ? data : data.filter((fact) => fact.stream === stream);
  const lines = rows.map((fact) => `${JSON.stringify(fact)}\n`).join('');
  return (
    <>
      <div className="admin-line">
        <Select
          aria-label={t('trail.stream')}
          value={stream}
          onChange={onStream}
          options={[
            { value: '', label: t('trail.all-streams') },
            ...streams.map((each) => ({ value: each, label: each })),
          ]}
        />
        <span role="status" className="secondary">
          {t('trail.facts-count', { count: rows.length })}
        </span>
        <Button onClick={() => saveFile(`${stream || entry}.ndjson`, lines, 'application/x-ndjson')}>
          {t('trail.save-facts')}
        </Button>
      </div>
      <AdminTable<Fact>
        rowKey="id"
        dataSource={rows}
        columns={[
          { title: t('trail.position'), dataIndex: 'position', align: 'end' },
          { title: t('trail.at'), render: (_, { meta }) => when(meta.occurredAt) },
          {
            title: t('trail.fact'),
            render: (_, { type }) => (
              <>
                {factName(type)} <span className="secondary">{type}</span>
              </>
            ),
          },
          { title: t('trail.stream'), render: (_, { id }) => id },
          {
            title: t('trail.by'),
            render: (_, { meta, actorName }) => `${actorName ?? meta.actor.person} · ${meta.actor.office}`,
          },
          {
            title: t('trail.raw'),
            render: (_, fact) => (
              <details>
                <summary>{t('trail.show')}</summary>
                <pre>{JSON.stringify({ data: fact.data, meta: fact.meta }, null, 2)}</pre>
              </details>
            ),
          },
          { title: t('trail.receipt'), render: (_, fact) => <Receipt entry={entry} fact={fact.id} /> },
        ]}
      />
    </>
  );
}

/** Proof that a fact stands in the log, for whoever wants to check it elsewhere. */
function Receipt({ entry, fact }: Readonly<{ entry: string; fact: string }>) {
  const { t } = useTranslation();
  const fetchIt = useMutation({
    mutationFn: async () => {
      const path = `/api/v1/entries/${encodeURIComponent(entry)}/receipts/${encodeURIComponent(fact)}`;
      return (await ask<object>(path)).body;
    },
    onSuccess: (receipt) => saveFile(`${fact}.json`, JSON.stringify(receipt), 'application/json'),
  });
  return (
    <>
      <Button
        type="link"
        size="small"
        aria-label={`${t('trail.save')} ${fact}`}
        loading={fetchIt.isPending}
        onClick={() => fetchIt.mutate()}
      >
        {t('trail.save')}
      </Button>
      {fetchIt.error && <ProblemAlert error={fetchIt.error} />}
    </>
  );
}
