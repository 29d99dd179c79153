import { Card, QRCode, Tag } from 'antd';
import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Area, Money } from '../kit/money.js';
import { areaWords } from '../kit/amounts.js';
import { Failed, Loading, LoadingPage } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { ObjectForm } from './object-form.js';
import { HowCounted, TimeLeftTag } from './time-left.js';
import { useNotice } from './notices.js';
import type { Notice } from './notices.js';
import '../entry/entry.css';

const BoundaryCard = lazy(() => import('../map/boundary-card.js'));

/** One notice with everything that is public of it; its address is good for ever. */
export default function NoticePage() {
  const { t } = useTranslation();
  const { notice: id = '' } = useParams();
  const asked = useNotice(id);
  if (asked.isPending) return <LoadingPage />;
  if (!asked.data) return <Failed error={asked.error} onAgain={() => void asked.refetch()} />;
  const notice = asked.data;
  const { kind, state, names, village } = notice;
  return (
    <>
      <PageTitle title={`${t(`board.kind.${kind}`, names.kind)} · ${names.township}${village}`}>
        <Tag>{t(`board.state.${state}`, names.state)}</Tag>
        <TimeLeftTag notice={notice} />
      </PageTitle>
      <HowCounted notice={notice} />
      <Objections notice={notice} />
      <Facts notice={notice} />
      {notice.lines && <Lines lines={notice.lines} />}
      {notice.conditions.length > 0 && <Conditions notice={notice} />}
      <Suspense fallback={<Loading />}>
        <BoundaryCard boundary={notice.boundary} />
      </Suspense>
      {notice.mayObject && <ObjectForm notice={notice.id} />}
      <Address notice={notice} />
      <Evidence notice={notice} />
      <p className="no-print">
        <Link to="/board">{t('board.all')}</Link>
      </p>
    </>
  );
}

/** How many objected, and how one does: of what was said nothing. */
function Objections({ notice: { state, objections } }: Readonly<{ notice: Notice }>) {
  const { t } = useTranslation();
  return (
    <>
      {objections && (
        <p>
          {t('board.objections', { received: objections.received })}
          {t(objections.open > 0 ? 'board.objections-open' : 'board.objections-answered', {
            open: objections.open,
          })}
        </p>
      )}
      {state === 'running' && <p>{t('board.object')}</p>}
    </>
  );
}

const Section = ({ title, children }: Readonly<{ title: string; children: ReactNode }>) => (
  <Card
    size="small"
    title={<h2 className="section">{title}</h2>}
    style={{ marginBottom: 12 }}
    styles={{ title: { whiteSpace: 'normal' } }}
  >
    {children}
  </Card>
);

function Facts({ notice }: Readonly<{ notice: Notice }>) {
  const { t } = useTranslation();
  const { mu } = areaWords(notice.areaM2);
  const money = (fen: string | undefined) => fen && <Money fen={fen} />;
  const rows: readonly (readonly [key: string, shown: ReactNode])[] = [
    ['location', `${notice.names.district}${notice.names.township}${notice.village} ${notice.location}`],
    ['parcel', notice.parcel],
    ['owner', notice.owner.name],
    ['approval', notice.approvalNo],
    ['use', `${notice.use.name}（${notice.use.code}）`],
    [
      'area',
      <>
        <Area m2={notice.areaM2} />（{t('board.mu', { mu })}）
      </>,
    ],
    ['term', t('board.years', { years: notice.termYears })],
    ['form', `${notice.names.form} · ${notice.names.method}`],
    ['announcement', notice.announcementNo],
    ['published', notice.publishedOn],
    ['opens', notice.opensOn],
    ['closes', notice.closesOn],
    ['public-until', notice.publicUntil],
    ['start', money(notice.startFen)],
    ['deposit', money(notice.depositFen)],
    ['increment', money(notice.incrementFen)],
    ['winner', notice.winner?.name],
    ['price', money(notice.priceFen)],
    ['unit', notice.unitNo],
    [
      'url',
      notice.url && (
        <a href={notice.url} rel="noreferrer">
          {notice.url}
        </a>
      ),
    ],
  ];
  return (
    <Section title={t('board.facts')}>
      <dl className="notice-facts">
        {rows
          .filter(([, shown]) => shown !== undefined && shown !== null && shown !== '')
          .map(([key, shown]) => (
            <div key={key}>
              <dt>{t(`board.fact.${key}`)}</dt>
              <dd>{shown}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

function Lines({ lines }: Readonly<{ lines: NonNullable<Notice['lines']> }>) {
  const { t } = useTranslation();
  return (
    <Section title={t('board.lines')}>
      <dl className="notice-facts">
        {lines.map(({ item, amountFen }) => (
          <div key={item}>
            <dt>{item}</dt>
            <dd>
              <Money fen={amountFen} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Conditions({ notice: { conditions } }: Readonly<{ notice: Notice }>) {
  const { t } = useTranslation();
  return (
    <Section title={t('board.conditions')}>
      <ul className="notice-conditions">
        {conditions.map(({ kind, issuer, documentNo, on, text }) => (
          <li key={`${kind} ${documentNo}`}>
            <strong>{t(`board.condition.${kind}`, kind)}</strong>
            <div>{text}</div>
            <div className="board-rule">
              {issuer} {documentNo} {on}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const CODE_PIXELS = 112;

/** On paper a notice leads back to itself, and so to its evidence. */
function Address({ notice: { id } }: Readonly<{ notice: Notice }>) {
  const { t } = useTranslation();
  const address = `${window.location.origin}/board/${encodeURIComponent(id)}`;
  return (
    <div className="notice-address">
      <div role="img" aria-label={t('board.code')}>
        <div aria-hidden="true">
          <QRCode value={address} type="svg" size={CODE_PIXELS} color="#000" bgColor="#fff" />
        </div>
      </div>
      <p>
        {t('board.code-what')}
        <br />
        <code>{address}</code>
      </p>
    </div>
  );
}

/** A receipt as a file, for the page that checks it. */
const receiptOf = ({ leafHash, proof }: Notice['evidence'][number]): string =>
  `data:application/json,${encodeURIComponent(JSON.stringify({ leafHash, proof }))}`;

/** That the facts behind a notice stand in the log: hashes, which tell nothing of what the facts say. */
function Evidence({ notice: { evidence } }: Readonly<{ notice: Notice }>) {
  const { t } = useTranslation();
  return (
    <details className="notice-evidence">
      <summary>{t('board.evidence')}</summary>
      <p>
        {t('board.evidence-what')} <a href="/tlog/checkpoint">{t('board.checkpoint')}</a>{' '}
        <a href="/verify">{t('board.verify')}</a>
      </p>
      <ul>
        {evidence.map((of) => (
          <li key={of.fact}>
            <code>{of.fact}</code> · {of.index} · <code>{of.leafHash}</code>{' '}
            <a className="no-print" href={receiptOf(of)} download={`${of.fact}.json`}>
              {t('board.receipt')}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
