import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, QRCode, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ask } from '../api/client.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, LoadingPage } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { FactorCode } from './factor-code.js';

const PATH = '/api/v1/session/second-factor';

type State = Readonly<{ set: boolean; required: boolean; setAt?: string; recoveryCodesLeft: number }>;
type Begun = Readonly<{ secret: string; uri: string }>;

/** One's own second factor: set up in three steps, or replaced by whoever has the one before. */
export default function Security() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ['second-factor'],
    queryFn: async ({ signal }) => (await ask<State>(PATH, { signal })).body,
  });
  const [begun, setBegun] = useState<Begun>();
  const [recovery, setRecovery] = useState<readonly string[]>();
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <LoadingPage />;
  return (
    <main className="page" style={{ maxWidth: 640 }}>
      <PageTitle title={t('security.title')} />
      <Typography.Paragraph>{t('security.what')}</Typography.Paragraph>
      {data.required && !data.set && !recovery && (
        <Alert type="warning" showIcon title={t('security.must')} style={{ marginBottom: 16 }} />
      )}
      <Card>
        {recovery ? (
          <Recovery codes={recovery} />
        ) : begun ? (
          <Scan begun={begun} onDone={setRecovery} />
        ) : (
          <Begin state={data} onBegun={setBegun} />
        )}
      </Card>
      {!recovery && (data.set || !data.required) && (
        <p>
          <Link to="/desk">{t('security.back')}</Link>
        </p>
      )}
    </main>
  );
}

type BeginFields = Readonly<{ password: string; factorCode?: string }>;

function Begin({ state, onBegun }: Readonly<{ state: State; onBegun: (begun: Begun) => void }>) {
  const { t, i18n } = useTranslation();
  const begin = useMutation({
    mutationFn: async (body: BeginFields) => (await ask<Begun>(PATH, { method: 'POST', body })).body,
    onSuccess: onBegun,
  });
  const when = state.setAt ? new Date(state.setAt).toLocaleDateString(i18n.language) : '';
  return (
    <>
      <Typography.Paragraph>
        {state.set ? t('security.is-on', { when, left: state.recoveryCodesLeft }) : t('security.is-off')}
      </Typography.Paragraph>
      <Typography.Title level={2} style={{ fontSize: '1.1em' }}>
        {state.set ? t('security.replace') : t('security.begin')}
      </Typography.Title>
      {begin.error && <ProblemAlert error={begin.error} />}
      <Form layout="vertical" requiredMark={false} onFinish={(body: BeginFields) => begin.mutate(body)}>
        <Form.Item name="password" label={t('sign-in.password')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {state.set && <FactorCode required />}
        <Button type="primary" htmlType="submit" loading={begin.isPending}>
          {t('security.next')}
        </Button>
      </Form>
    </>
  );
}

const QR_PIXELS = 220;

function Scan({ begun, onDone }: Readonly<{ begun: Begun; onDone: (codes: readonly string[]) => void }>) {
  const { t } = useTranslation();
  const finish = useMutation({
    mutationFn: async (body: Readonly<{ factorCode: string }>) =>
      (await ask<{ recoveryCodes: readonly string[] }>(PATH, { method: 'PUT', body })).body.recoveryCodes,
    onSuccess: onDone,
  });
  return (
    <>
      <Typography.Paragraph>{t('security.scan')}</Typography.Paragraph>
      <div role="img" aria-label={t('security.qr')}>
        <div aria-hidden="true">
          <QRCode value={begun.uri} type="svg" size={QR_PIXELS} color="#000" bgColor="#fff" />
        </div>
      </div>
      <Typography.Paragraph style={{ marginTop: 8 }}>
        <Typography.Text code copyable>
          {begun.secret}
        </Typography.Text>
      </Typography.Paragraph>
      <Typography.Paragraph>{t('security.then')}</Typography.Paragraph>
      {finish.error && <ProblemAlert error={finish.error} />}
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={(body: Readonly<{ factorCode: string }>) => finish.mutate(body)}
      >
        <Form.Item name="factorCode" label={t('sign-in.code')} rules={[{ required: true }]}>
          <Input autoComplete="one-time-code" inputMode="numeric" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={finish.isPending}>
          {t('security.finish')}
        </Button>
      </Form>
    </>
  );
}

function Recovery({ codes }: Readonly<{ codes: readonly string[] }>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const goOn = async () => {
    await queries.invalidateQueries({ queryKey: ['session'] });
    queries.removeQueries({ queryKey: ['second-factor'] });
    await navigate('/desk');
  };
  return (
    <>
      <Typography.Title level={2} style={{ fontSize: '1.1em' }}>
        {t('security.recovery')}
      </Typography.Title>
      <Typography.Paragraph>{t('security.keep')}</Typography.Paragraph>
      <ul aria-label={t('security.recovery')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Typography.Paragraph copyable={{ text: codes.join('\n') }}>{t('security.copy')}</Typography.Paragraph>
      <Button type="primary" onClick={() => void goOn()}>
        {t('security.kept')}
      </Button>
    </>
  );
}
