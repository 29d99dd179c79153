import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ask } from '../api/client.js';
import { ProblemAlert } from '../kit/problem.js';
import { PageTitle } from '../kit/title.js';

type Fields = Readonly<{ old: string; next: string; again: string }>;

/** One's own password; everywhere else one is signed out. */
export function PasswordForm({ onDone }: Readonly<{ onDone: () => void }>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const change = useMutation({
    mutationFn: ({ old, next }: Fields) =>
      ask('/api/v1/session/password', { method: 'PUT', body: { old, next } }),
    onSuccess: () => {
      form.resetFields();
      void message.success(t('own.changed'));
      onDone();
    },
  });
  const required = { required: true };
  return (
    <Form<Fields>
      form={form}
      name="password"
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => change.mutate(fields)}
    >
      {change.error && <ProblemAlert error={change.error} />}
      <Form.Item name="old" label={t('own.old')} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="next" label={t('own.next')} rules={[required]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('own.next-again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('own.not-the-same'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('own.change')}
      </Button>
    </Form>
  );
}

/** Whoever signs in with a password that somebody else has seen gives it up before anything else. */
export default function InitialPassword() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <main className="page" style={{ maxWidth: 640 }}>
      <PageTitle title={t('own.initial')} />
      <p>{t('own.initial-why')}</p>
      <PasswordForm
        onDone={() => {
          queries.clear();
          void navigate('/', { replace: true });
        }}
      />
    </main>
  );
}
