import { App, Button, Card, Form, Input, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMay } from '../entry/queries.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, Loading, Nothing } from '../kit/states.js';
import { useAct, useOne, when } from './asking.js';
import type { Delegation } from './deputies.js';
import { CalendarCard } from '../notices/calendar-card.js';
import { AdminPage, AdminTable } from './parts.js';
import { PasswordForm } from './password.js';

type Session = Readonly<{
  id: string;
  openedAt: string;
  lastUsedAt: string;
  endsAt: string;
  current: boolean;
}>;

const SESSIONS = '/api/v1/sessions';
const DELEGATIONS = '/api/v1/delegations';

/** One's own account: where one is signed in, who stands in for one, and the password. */
export default function OwnPage() {
  const { t } = useTranslation();
  const mayDelegate = useMay('task.delegate');
  const mayRead = useMay('entry.read');
  return (
    <AdminPage title={t('own.title')}>
      <Sessions />
      {mayDelegate && <OwnDeputies />}
      {mayRead && <CalendarCard />}
      <Card size="small" title={<h2>{t('own.password')}</h2>}>
        <div style={{ maxWidth: 420 }}>
          <PasswordForm onDone={() => undefined} />
        </div>
      </Card>
    </AdminPage>
  );
}

function Sessions() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data, error, refetch } = useOne<{ items: readonly Session[] }>(SESSIONS);
  const end = useAct(() => void message.success(t('own.ended')));
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  return (
    <Card
      size="small"
      title={<h2>{t('own.sessions')}</h2>}
      extra={
        <Button
          disabled={data.items.length < 2}
          loading={end.isPending}
          onClick={() => end.mutate({ method: 'DELETE', path: SESSIONS })}
        >
          {t('own.end-others')}
        </Button>
      }
    >
      {end.error && <ProblemAlert error={end.error} />}
      <AdminTable<Session>
        rowKey="id"
        dataSource={data.items}
        columns={[
          { title: t('own.opened'), render: (_, { openedAt }) => when(openedAt) },
          { title: t('own.used'), render: (_, { lastUsedAt }) => when(lastUsedAt) },
          { title: t('own.ends'), render: (_, { endsAt }) => when(endsAt) },
          {
            title: t('people.acts'),
            render: (_, { id, current, openedAt }) =>
              current ? (
                <Tag>{t('own.here')}</Tag>
              ) : (
                <Button
                  type="link"
                  size="small"
                  aria-label={`${t('own.end')} ${when(openedAt)}`}
                  onClick={() =>
                    end.mutate({ method: 'DELETE', path: `${SESSIONS}/${encodeURIComponent(id)}` })
                  }
                >
                  {t('own.end')}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  );
}

type Given = Readonly<{ to: string; fromDay: string; toDay: string }>;

function OwnDeputies() {
  const { t } = useTranslation();
  const { data, error, refetch } = useOne<{ items: readonly Delegation[] }>(DELEGATIONS);
  const [form] = Form.useForm<Given>();
  const give = useAct(() => form.resetFields());
  const takeBack = useAct();
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  const problem = give.error ?? takeBack.error;
  const rules = [{ required: true }];
  return (
    <Card size="small" title={<h2>{t('own.deputies')}</h2>}>
      <p className="secondary">{t('own.deputies-what')}</p>
      {problem && <ProblemAlert error={problem} />}
      <AdminTable<Delegation>
        rowKey="id"
        dataSource={data.items}
        locale={{ emptyText: <Nothing why={t('people.no-deputies')} /> }}
        columns={[
          { title: t('people.absent'), dataIndex: 'from' },
          { title: t('people.deputy'), dataIndex: 'to' },
          { title: t('people.days'), render: (_, { fromDay, toDay }) => `${fromDay} – ${toDay}` },
          {
            title: t('people.acts'),
            render: (_, { id }) => (
              <Button
                type="link"
                size="small"
                aria-label={`${t('own.take-back')} ${id}`}
                onClick={() =>
                  takeBack.mutate({
                    method: 'DELETE',
                    path: `${DELEGATIONS}?id=${encodeURIComponent(id)}`,
                  })
                }
              >
                {t('own.take-back')}
              </Button>
            ),
          },
        ]}
      />
      <Form<Given>
        form={form}
        name="deputy"
        layout="inline"
        style={{ marginTop: 12, rowGap: 8 }}
        onFinish={(body) => give.mutate({ method: 'POST', path: DELEGATIONS, body })}
      >
        <Form.Item name="to" label={t('own.deputy-user')} rules={rules}>
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
        <Form.Item name="fromDay" label={t('own.from')} rules={rules}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="toDay" label={t('own.to')} rules={rules}>
          <Input type="date" />
        </Form.Item>
        <Button htmlType="submit" loading={give.isPending}>
          {t('own.give')}
        </Button>
      </Form>
    </Card>
  );
}
