import { Alert, Button, Space, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../kit/problem.js';
import type { Saving } from './use-draft.js';

const TIME = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY_AND_TIME = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'short', timeStyle: 'short' });
export const dayAndTime = (instant: string): string => DAY_AND_TIME.format(new Date(instant));

/** Whether what is typed is safe, and the question when two tabs have written. */
export function SavingNote({
  saving,
  onOpenNewer,
  onOverwrite,
}: Readonly<{ saving: Saving; onOpenNewer: () => void; onOverwrite: () => void }>) {
  const { t } = useTranslation();
  if (saving.is === 'refused') return <ProblemAlert error={saving.error} />;
  if (saving.is === 'newer')
    return (
      <Alert
        role="alert"
        type="warning"
        showIcon
        title={t('scheme.newer')}
        description={
          <Space wrap>
            <Button size="small" type="primary" onClick={onOpenNewer}>
              {t('scheme.newer-open')}
            </Button>
            <Button size="small" onClick={onOverwrite}>
              {t('scheme.newer-mine')}
            </Button>
          </Space>
        }
      />
    );
  const words = {
    nothing: t('scheme.not-yet'),
    changed: t('scheme.changed'),
    saving: t('scheme.saving'),
    away: t('scheme.away'),
    saved: saving.is === 'saved' ? t('scheme.saved', { at: TIME.format(new Date(saving.at)) }) : '',
  };
  return (
    <Typography.Text role="status" type={saving.is === 'away' ? 'danger' : 'secondary'}>
      {words[saving.is]}
    </Typography.Text>
  );
}
