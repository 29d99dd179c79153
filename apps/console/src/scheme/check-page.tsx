import { Alert, Button, Descriptions, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFindingWords } from '../form/use-finding-words.js';
import { ProblemAlert } from '../kit/problem.js';
import type { Difference, Line } from './sections.js';
import type { Checked } from './use-check.js';

/** Everything on one page: what is still wrong, what is unusual, what differs, and what is filled in. */
export function CheckPage({
  checked,
  lines,
  differences,
  onGo,
}: Readonly<{
  checked: Checked;
  lines: readonly Line[];
  /** From the last version; none of a new scheme. */
  differences?: readonly Difference[];
  onGo: (path: string) => void;
}>) {
  const { t } = useTranslation();
  return (
    <>
      <Verdict checked={checked} onGo={onGo} />
      {checked.doubts.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={t('scheme.doubts')}
          description={
            <ul className="form-summary">
              {checked.doubts.map(({ code, field, message, source }) => (
                <li key={`${code} ${field}`}>
                  {message} {t('form.source', { source })}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {checked.grade !== undefined && (
        <Alert type="info" showIcon style={{ marginBottom: 16 }} title={checked.grade} />
      )}
      {differences && <Differences differences={differences} />}
      <Typography.Title level={2} style={{ fontSize: '1.1em' }}>
        {t('scheme.filled')}
      </Typography.Title>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={lines.map(({ path, label, value }) => ({
          key: path,
          label,
          children: <span className="scheme-value">{value}</span>,
        }))}
      />
    </>
  );
}

function Verdict({ checked, onGo }: Readonly<{ checked: Checked; onGo: (path: string) => void }>) {
  const { t } = useTranslation();
  const wordsOf = useFindingWords();
  const { isRunning, isComplete, findings, error } = checked;
  if (error) return <ProblemAlert error={error} />;
  if (isRunning) return <Alert role="status" type="info" showIcon title={t('scheme.checking')} />;
  if (isComplete)
    return (
      <Alert
        role="status"
        type="success"
        showIcon
        style={{ marginBottom: 16 }}
        title={t('scheme.complete')}
      />
    );
  return (
    <Alert
      role="status"
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('scheme.open', { count: findings.length })}
      description={
        <ul className="form-summary">
          {findings.map((finding) => (
            <li key={`${finding.path} ${wordsOf(finding)}`}>
              {wordsOf(finding)} {finding.source && t('form.source', { source: finding.source })}{' '}
              <Button
                type="link"
                size="small"
                aria-label={`${t('scheme.go')}：${finding.label}`}
                onClick={() => onGo(finding.path)}
              >
                {t('scheme.go')}
              </Button>
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Differences({ differences }: Readonly<{ differences: readonly Difference[] }>) {
  const { t } = useTranslation();
  return (
    <section style={{ marginBottom: 16 }}>
      <Typography.Title level={2} style={{ fontSize: '1.1em' }}>
        {t('scheme.changes')}
      </Typography.Title>
      {differences.length === 0 && <Typography.Text>{t('scheme.no-changes')}</Typography.Text>}
      <ul className="form-summary">
        {differences.map(({ path, label, before, after }) => (
          <li key={path}>
            {label}：
            {t('scheme.change', { before: before ?? t('scheme.empty'), after: after ?? t('scheme.empty') })}
          </li>
        ))}
      </ul>
    </section>
  );
}
