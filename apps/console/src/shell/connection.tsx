import { useQuery } from '@tanstack/react-query';
import { Alert, Badge } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.js';
import { useLine } from '../live/state.js';

const HEALTH_MS = 10_000;

/** Above every page that is not told any more what changes: what it shows may be old. */
export function LostLine() {
  const { t } = useTranslation();
  const line = useLine();
  if (line !== 'lost') return null;
  return <Alert banner role="alert" type="warning" className="no-print lost-line" title={t('frame.lost')} />;
}

/** Whether the server answers; it heals by itself. Who is told what changes need not ask. */
export function ConnectionLight() {
  const { t } = useTranslation();
  const line = useLine();
  const { isError, isPending, isEnabled } = useQuery({
    queryKey: ['ready'],
    queryFn: ({ signal }) => ask<object>('/health/ready', { signal }).then(() => true),
    refetchInterval: HEALTH_MS,
    retry: false,
    enabled: line !== 'live',
  });
  if (line === 'live') return <Badge status="success" text={t('frame.live')} />;
  if (isEnabled && isPending && line === 'opening')
    return <Badge status="processing" text={t('frame.connecting')} />;
  if (isError || line === 'lost') return <Badge status="error" text={t('frame.away')} />;
  return <Badge status="success" text={t('frame.well')} />;
}
