import { useQueryClient } from '@tanstack/react-query';
import { Alert, Card, Progress } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../kit/problem.js';
import { Loading } from '../kit/states.js';
import { isRunning, percentOf } from './layers.js';
import type { Import } from './layers.js';
import { useImport } from './queries.js';
import { Found, Issues } from './report-view.js';

/** How far an import has come, and what came of it. */
export function ImportProgress({ district, id }: Readonly<{ district: string; id: string }>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error } = useImport(district, id);
  const isDone = data?.state === 'imported';
  useEffect(() => {
    if (isDone) void queries.invalidateQueries({ queryKey: ['layers', district], exact: true });
  }, [isDone, queries, district]);
  if (error && !data) return <ProblemAlert error={error} />;
  if (!data) return <Loading />;
  return (
    <Card
      size="small"
      title={
        <h2 className="section">{t('layers.import-of', { layer: data.layer, version: data.version })}</h2>
      }
    >
      <State of={data} />
      {data.report && (
        <>
          <Found of={data.report} />
          <Issues of={data.report} />
        </>
      )}
    </Card>
  );
}

function State({ of }: Readonly<{ of: Import }>) {
  const { t } = useTranslation();
  const { state, written, toWrite, refusal } = of;
  if (isRunning(of))
    return (
      <div role="status">
        {t(`layers.state.${state}`, { written, toWrite })}
        <Progress percent={percentOf(of)} aria-label={t('layers.progress')} />
      </div>
    );
  if (state === 'imported')
    return <Alert role="status" type="success" showIcon title={t('layers.state.imported')} />;
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      title={t(`layers.state.${state}`)}
      description={
        refusal && (
          <>
            {refusal.detail}{' '}
            <a href={`/problems/${encodeURIComponent(refusal.code)}`} target="_blank" rel="noreferrer">
              {t('problem.help')}
            </a>
          </>
        )
      }
    />
  );
}
