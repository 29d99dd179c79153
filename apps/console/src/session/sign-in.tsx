import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Typography, theme } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { actFor } from '../api/acting.js';
import { ApiError, ask } from '../api/client.js';
import { useDemonstration } from '../api/queries.js';
import { ProblemAlert } from '../kit/problem.js';
import { FactorCode } from './factor-code.js';

type SignInFields = Readonly<{ user: string; password: string; factorCode?: string }>;
/** The password is right, and a code of the second factor is wanted beside it. */
const wantsCode = (error: Error | null): boolean =>
  error instanceof ApiError && error.problem.code === 'sign-in.code-needed';

/** Only a path of this console: an address of elsewhere in the link leads to where one begins. */
const ownPath = (to: string | null): string => (to && /^\/(?![/\\])/.test(to) ? to : '/');

export function SignIn() {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: demonstration } = useDemonstration();
  const [form] = Form.useForm<SignInFields>();
  const [chosen, setChosen] = useState<string>();
  const signIn = useMutation({
    mutationFn: (body: SignInFields) => ask('/api/v1/session', { method: 'POST', body }),
    onSuccess: async () => {
      actFor(undefined);
      queries.clear();
      await navigate(ownPath(search.get('to')), { replace: true });
    },
    onError: (error, { user, password }) => {
      if (!wantsCode(error)) return;
      setAsksCode(true);
      // A card has typed nothing: what it stands for is asked for again with the code.
      form.setFieldsValue({ user, password });
    },
  });
  const [asksCode, setAsksCode] = useState(false);
  const people = demonstration?.people ?? [];
  const choose = (user: string) => {
    setChosen(user);
    if (demonstration?.password) signIn.mutate({ user, password: demonstration.password });
    else form.setFieldsValue({ user });
  };
  return (
    <main className="page" style={{ maxWidth: 880 }}>
      <Typography.Title level={1} style={{ fontSize: '1.7em' }}>
        {t('product')}
      </Typography.Title>
      <Typography.Paragraph type="secondary">{t('product-does')}</Typography.Paragraph>
      {wantsCode(signIn.error) ? (
        <Alert role="alert" type="info" showIcon title={signIn.error?.message} style={{ marginBottom: 16 }} />
      ) : (
        signIn.error && <ProblemAlert error={signIn.error} />
      )}
      {people.length > 0 && (
        <Card title={t('sign-in.as')} style={{ marginBottom: 16 }}>
          <Alert role="note" type="info" showIcon title={t('sign-in.demo')} style={{ marginBottom: 12 }} />
          <div className="role-cards">
            {people.map(({ user, name, role, office }) => (
              <Button
                key={user}
                block
                style={{ height: 'auto', padding: '10px 12px', textAlign: 'start' }}
                loading={signIn.isPending && chosen === user}
                onClick={() => choose(user)}
              >
                <span style={{ display: 'block', whiteSpace: 'normal' }}>
                  <strong>{name}</strong> · {t(`role.${role}`)}
                  <br />
                  <Typography.Text type="secondary" style={{ fontSize: '0.88em' }}>
                    {office}
                  </Typography.Text>
                </span>
              </Button>
            ))}
          </div>
        </Card>
      )}
      <Card title={t('sign-in.password-way')}>
        <Form form={form} layout="vertical" onFinish={(body) => signIn.mutate(body)} requiredMark={false}>
          <Form.Item name="user" label={t('sign-in.user')} rules={[{ required: true }]}>
            <Input autoComplete="username" autoFocus={people.length === 0} />
          </Form.Item>
          <Form.Item name="password" label={t('sign-in.password')} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {asksCode && <FactorCode required />}
          <Button type="primary" htmlType="submit" loading={signIn.isPending}>
            {t('sign-in.go')}
          </Button>
        </Form>
      </Card>
      <Card size="small" style={{ marginTop: 16 }}>
        <Link to="/board" style={{ color: token.colorLink }}>
          {t('board.title')}
        </Link>
      </Card>
    </main>
  );
}
