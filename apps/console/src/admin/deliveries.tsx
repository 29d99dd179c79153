import { App, Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, Loading, Nothing } from '../kit/states.js';
import { useAct, useAll, when } from './asking.js';
import { AdminTable } from './parts.js';

type Try = Readonly<{ at: string; status: number | null; fault: string | null }>;
type Delivery = Readonly<{
  id: string;
  event: string;
  type: string;
  subject: string;
  tries: number;
  last: Try | null;
}>;
type Stuck = Readonly<{
  webhook: string;
  owner: string;
  url: string;
  paused: boolean;
  disabled: object | null;
  count: number;
  last: Try | null;
  deliveries: readonly Delivery[];
}>;

const PATH = '/api/v1/deliveries';

/** What was sent to machines and never arrived: shown by the address, and sent again. */
export function Deliveries() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data, error, refetch } = useAll<Stuck>(PATH);
  const again = useAct(() => void message.success(t('running.sent')));
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  const told = (last: Try | null) =>
    last ? `${when(last.at)} ${last.status ?? last.fault ?? ''}` : t('running.not-tried');
  return (
    <Card size="small" title={<h2>{t('running.deliveries')}</h2>}>
      {again.error && <ProblemAlert error={again.error} />}
      {data.length === 0 && <Nothing why={t('running.no-deliveries')} />}
      {data.map(({ webhook, owner, url, paused, disabled, count, last, deliveries }) => (
        <section key={webhook} aria-label={url}>
          <h3>
            {owner} · {url}
          </h3>
          <div className="admin-line">
            <span>{t('running.undelivered', { count })}</span>
            <span className="secondary">{told(last)}</span>
            {(paused || disabled) && <span>{t('running.paused')}</span>}
            <Button
              size="small"
              loading={again.isPending}
              onClick={() => again.mutate({ method: 'POST', path: `${PATH}/redeliver`, body: { webhook } })}
            >
              {t('running.send-all')}
            </Button>
          </div>
          <AdminTable<Delivery>
            rowKey="id"
            dataSource={deliveries}
            columns={[
              { title: t('running.event'), dataIndex: 'type' },
              { title: t('running.about'), dataIndex: 'subject' },
              { title: t('running.tries'), dataIndex: 'tries', align: 'end' },
              { title: t('running.last'), render: (_, each) => told(each.last) },
              {
                title: t('people.acts'),
                render: (_, { id }) => (
                  <Button
                    type="link"
                    size="small"
                    aria-label={`${t('running.send')} ${id}`}
                    onClick={() =>
                      again.mutate({ method: 'POST', path: `${PATH}/${encodeURIComponent(id)}/redeliver` })
                    }
                  >
                    {t('running.send')}
                  </Button>
                ),
              },
            ]}
          />
        </section>
      ))}
    </Card>
  );
}
