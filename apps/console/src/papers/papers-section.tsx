import { useQuery } from '@tanstack/react-query';
import { Card, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.js';
import { useProcedure, useSession } from '../api/queries.js';
import { useMay } from '../entry/queries.js';
import { Download } from '../kit/download.js';
import { ProblemAlert } from '../kit/problem.js';
import { Loading } from '../kit/states.js';
import { useLookAgain } from '../live/state.js';
import { DropLine, Wanted } from './checklist-line.js';
import { PaperRow, SendingRow } from './paper-row.js';
import { OTHER_PAPER, besideTheList, byStage, mayBeWithdrawn, withdrawnOf } from './papers.js';
import type { Paper, PapersOfEntry, StagePapers } from './papers.js';
import './papers.css';
import { useUploads } from './use-uploads.js';

type Uploads = ReturnType<typeof useUploads>;
type Shown = Readonly<{ entry: string; stage: string; uploads: Uploads }>;

/** The papers of a case: what each step asks for, what is there, what is on its way. `stage`: where it is. */
export default function PapersSection({ entry, stage }: Readonly<{ entry: string; stage: string }>) {
  const { t } = useTranslation();
  const enabled = useMay('paper.read');
  const uploads = useUploads(entry);
  const { data, error } = useQuery({
    queryKey: ['entry', entry, 'papers'],
    queryFn: async ({ signal }) =>
      (await ask<PapersOfEntry>(`/api/v1/entries/${encodeURIComponent(entry)}/papers`, { signal })).body,
    refetchInterval: useLookAgain(),
    enabled,
  });
  if (!enabled) return null;
  return (
    <Card
      size="small"
      id="papers"
      title={<h2 className="section">{t('papers.title')}</h2>}
      extra={
        <Download
          path={`/api/v1/entries/${encodeURIComponent(entry)}/archive`}
          label={t('papers.archive.label', { entry })}
        >
          {t('papers.archive')}
        </Download>
      }
    >
      {error && !data && <ProblemAlert error={error} />}
      {data ? <Listed papers={data} entry={entry} stage={stage} uploads={uploads} /> : !error && <Loading />}
    </Card>
  );
}

function Listed({ papers, ...shown }: Shown & Readonly<{ papers: PapersOfEntry }>) {
  const { t } = useTranslation();
  const withdrawn = withdrawnOf(papers);
  const stages = byStage(papers);
  const now = stages.find(({ stage }) => stage === shown.stage);
  return (
    <>
      <p role="status" className="secondary">
        {t(now && now.missing > 0 ? 'papers.missing-now' : 'papers.complete-now', {
          count: now?.missing ?? 0,
        })}{' '}
        {useMay('paper.attach') && t('papers.how')}
      </p>
      {stages.map((stage) => (
        <Stage key={stage.stage} of={stage} {...shown} />
      ))}
      <details open={besideTheList(papers).length > 0}>
        <summary>{t('papers.others')}</summary>
        <ul className="plain-list">
          <Line
            kind={OTHER_PAPER}
            label={t('papers.others')}
            what={<strong>{t('papers.other')}</strong>}
            papers={besideTheList(papers)}
            {...shown}
          />
        </ul>
      </details>
      {withdrawn.length > 0 && (
        <details>
          <summary>{t('papers.withdrawn-ones', { count: withdrawn.length })}</summary>
          <ul className="plain-list">
            {withdrawn.map((paper) => (
              <PaperRow key={paper.paper} entry={shown.entry} paper={paper} mayWithdraw={false} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Folded unless the case is there or something of it is on file. */
function Stage({ of, ...shown }: Shown & Readonly<{ of: StagePapers }>) {
  const { t } = useTranslation();
  const { data: parts } = useProcedure();
  const name = parts?.find(({ part }) => part === of.stage)?.zh ?? of.stage;
  const attached = of.lines.filter(({ line }) => line.state === 'attached').length;
  return (
    <details open={of.stage === shown.stage || attached > 0}>
      <summary>
        {name} <Tag>{t('papers.of', { attached, all: of.lines.length })}</Tag>
      </summary>
      <ul className="plain-list">
        {of.lines.map(({ line, papers }) => (
          <Line
            key={line.kind}
            kind={line.kind}
            label={line.title}
            what={<Wanted line={line} />}
            papers={papers}
            {...shown}
          />
        ))}
      </ul>
    </details>
  );
}

function Line({
  kind,
  label,
  what,
  papers,
  entry,
  stage,
  uploads,
}: Shown & Readonly<{ kind: string; label: string; what: ReactNode; papers: readonly Paper[] }>) {
  const { data: session } = useSession();
  const ownOffice = session?.rights.office ?? '';
  const [mayAttach, mayWithdraw] = [useMay('paper.attach'), useMay('paper.withdraw')];
  const sendings = uploads.sendings.filter((sending) => sending.kind === kind);
  return (
    <DropLine label={label} what={what} onFiles={mayAttach ? (files) => uploads.add(kind, files) : undefined}>
      {papers.length + sendings.length > 0 && (
        <ul className="plain-list papers">
          {papers.map((paper) => (
            <PaperRow
              key={paper.paper}
              entry={entry}
              paper={paper}
              mayWithdraw={mayWithdraw && mayBeWithdrawn(paper, { ownOffice, now: stage })}
            />
          ))}
          {sendings.map((sending) => (
            <SendingRow
              key={sending.key}
              sending={sending}
              onGoOn={() => uploads.goOn(sending)}
              onCancel={() => uploads.cancel(sending)}
            />
          ))}
        </ul>
      )}
    </DropLine>
  );
}
