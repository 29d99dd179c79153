import { Alert, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.js';

/** A refusal in the server's own words: what was wrong, line by line, what to do, by what to ask for help. */
export function ProblemAlert({ error }: Readonly<{ error: Error }>) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError)) return <Alert type="error" showIcon title={t('problem.page')} />;
  const { problem } = error;
  if (problem.status === 0)
    return <Alert role="alert" type="warning" showIcon title={t('problem.no-answer')} />;
  return (
    <Alert
      role="alert"
      type={error.isAway ? 'warning' : 'error'}
      showIcon
      style={{ marginBottom: 16 }}
      title={problem.title}
      description={
        <>
          {problem.detail && problem.detail !== problem.title && <div>{problem.detail}</div>}
          {problem.errors && problem.errors.length > 0 && (
            <ul style={{ margin: '4px 0', paddingInlineStart: 20 }}>
              {problem.errors.map(({ pointer, message }) => (
                <li key={`${pointer} ${message}`}>{message}</li>
              ))}
            </ul>
          )}
          <Typography.Text type="secondary" style={{ fontSize: '0.86em' }}>
            <a href={`/problems/${encodeURIComponent(problem.code)}`} target="_blank" rel="noreferrer">
              {t('problem.help')}
            </a>
            {problem.traceId && (
              <>
                {' · '}
                {t('problem.trace')} <Typography.Text copyable>{problem.traceId}</Typography.Text>
              </>
            )}
          </Typography.Text>
        </>
      }
    />
  );
}
