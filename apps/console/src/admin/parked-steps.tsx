import { App, Button, Card } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../entry/queries.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, Loading, Nothing } from '../kit/states.js';
import { useAct, useAll, when } from './asking.js';
import { groupsOf } from './groups.js';
import { AskReason } from './parts.js';

export type Parked = Readonly<{
  id: string;
  source: string;
  correlation: string;
  event: string;
  command: Readonly<{ type: string; stream: string; data: object }>;
  code: string;
  reason: string;
  parkedAt: string;
}>;

const PATH = '/api/v1/parked';
const pathOf = (id: string, act: string) => `${PATH}/${encodeURIComponent(id)}/${act}`;

/** Steps that the rules refused to the engine, by what refused them. */
export function ParkedSteps({ mayRelease }: Readonly<{ mayRelease: boolean }>) {
  const { t } = useTranslation();
  const { data, error, refetch } = useAll<Parked>(PATH);
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  return (
    <Card
      size="small"
      title={<h2>{t('running.parked-count', { count: data.length })}</h2>}
      extra={<Button onClick={() => void refetch()}>{t('running.again')}</Button>}
    >
      {data.length === 0 ? (
        <Nothing why={t('running.no-parked')} />
      ) : (
        groupsOf(data).map(({ code, steps }) => (
          <section key={code} aria-label={code}>
            <h3>
              {steps[0]?.reason} · {t('running.steps', { count: steps.length })}
            </h3>
            <p>
              <a href={`/problems/${encodeURIComponent(code)}`} target="_blank" rel="noreferrer">
                {code}
              </a>
            </p>
            <ul className="admin-list">
              {steps.map((step) => (
                <Step key={step.id} step={step} mayRelease={mayRelease} />
              ))}
            </ul>
          </section>
        ))
      )}
    </Card>
  );
}

function Step({ step, mayRelease }: Readonly<{ step: Parked; mayRelease: boolean }>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayRead = useMay('entry.read');
  const [isAsked, setAsked] = useState(false);
  const release = useAct(() => void message.success(t('running.released')));
  const dismiss = useAct(() => {
    setAsked(false);
    void message.success(t('running.dismissed'));
  });
  const { id, correlation, command, reason, parkedAt, source, event } = step;
  return (
    <li>
      <div className="admin-line">
        <strong>{command.type}</strong>
        {mayRead ? (
          <Link to={`/entries/${encodeURIComponent(correlation)}`}>{correlation}</Link>
        ) : (
          correlation
        )}
        <span className="secondary">{t('running.since', { since: when(parkedAt) })}</span>
        {mayRelease && (
          <>
            <Button
              size="small"
              aria-label={`${t('running.release')} ${id}`}
              loading={release.isPending}
              onClick={() => release.mutate({ method: 'POST', path: pathOf(id, 'release') })}
            >
              {t('running.release')}
            </Button>
            <Button
              size="small"
              autoInsertSpace={false}
              aria-label={`${t('running.dismiss')} ${id}`}
              onClick={() => setAsked(true)}
            >
              {t('running.dismiss')}
            </Button>
          </>
        )}
      </div>
      <div>{reason}</div>
      <details>
        <summary>{t('running.preview')}</summary>
        <dl className="admin-facts">
          <dt>{t('running.source')}</dt>
          <dd>{source}</dd>
          <dt>{t('running.followed')}</dt>
          <dd>{event}</dd>
          <dt>{t('running.stream')}</dt>
          <dd>{command.stream}</dd>
        </dl>
        <pre>{JSON.stringify(command.data, null, 2)}</pre>
      </details>
      {release.error && <ProblemAlert error={release.error} />}
      {isAsked && (
        <AskReason
          title={`${t('running.dismiss')} ${command.type}`}
          what={t('running.dismiss-what')}
          error={dismiss.error}
          isPending={dismiss.isPending}
          onClose={() => setAsked(false)}
          onGo={(why) =>
            dismiss.mutate({ method: 'POST', path: pathOf(id, 'dismissal'), body: { reason: why } })
          }
        />
      )}
    </li>
  );
}
