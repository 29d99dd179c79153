import { App, Button, Card, Input, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useOne, when } from '../admin/asking.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, Loading } from '../kit/states.js';

const PATH = '/api/v1/calendar-link';
const addressOf = (token: string): string => `${window.location.origin}/api/v1/calendar.ics?token=${token}`;

/** The link by which a calendar program has one's last days: made, copied while it is shown, and revoked. */
export function CalendarCard() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data, error, refetch } = useOne<Readonly<{ issuedAt: string | null }>>(PATH);
  const [address, setAddress] = useState<string>();
  const make = useAct<Readonly<{ token: string }>>(({ token }) => setAddress(addressOf(token)));
  const revoke = useAct(() => setAddress(undefined));
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  const problem = make.error ?? revoke.error;
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => message.success(t('calendar.copied')),
      () => message.warning(t('calendar.not-copied')),
    );
  return (
    <Card size="small" title={<h2>{t('calendar.title')}</h2>}>
      <p className="secondary">{t('calendar.what')}</p>
      {problem && <ProblemAlert error={problem} />}
      <p>{data.issuedAt === null ? t('calendar.none') : t('calendar.since', { at: when(data.issuedAt) })}</p>
      {address !== undefined && (
        <Space.Compact style={{ width: '100%', marginBottom: 12 }}>
          <Input readOnly value={address} aria-label={t('calendar.link')} />
          <Button onClick={() => void copy(address)}>{t('calendar.copy')}</Button>
        </Space.Compact>
      )}
      <Space>
        <Button loading={make.isPending} onClick={() => make.mutate({ method: 'POST', path: PATH })}>
          {t(data.issuedAt === null ? 'calendar.make' : 'calendar.make-anew')}
        </Button>
        {data.issuedAt !== null && (
          <Button
            danger
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ method: 'DELETE', path: PATH })}
          >
            {t('calendar.revoke')}
          </Button>
        )}
      </Space>
    </Card>
  );
}
