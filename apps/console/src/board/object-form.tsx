import { Alert, Button, Card, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ProblemAlert } from '../kit/problem.js';
import { useObject } from './objections.js';
import type { Objection, Receipt } from './objections.js';

/** As the server counts them. */
const [TEXT_MAX, NAME_MAX, CONTACT_MAX] = [2_000, 40, 100];
const TEXT_ROWS = 6;

/** Objecting to a notice, on a telephone first: what is asked, what is kept of it and why. */
export function ObjectForm({ notice }: Readonly<{ notice: string }>) {
  const { t } = useTranslation();
  const object = useObject(notice);
  return (
    <Card
      size="small"
      className="no-print"
      title={<h2 className="section">{t('objection.title')}</h2>}
      style={{ marginBottom: 12 }}
    >
      {object.data ? <Received receipt={object.data} /> : <Asking object={object} />}
    </Card>
  );
}

function Asking({ object }: Readonly<{ object: ReturnType<typeof useObject> }>) {
  const { t } = useTranslation();
  const rule = (key: string) => [{ required: true, whitespace: true, message: t(`objection.need.${key}`) }];
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(body: Objection) => object.mutate(body)}>
      <p>{t('objection.what')}</p>
      <Form.Item
        name="text"
        label={t('objection.text')}
        rules={rule('text')}
        extra={t('objection.text-hint')}
      >
        <Input.TextArea rows={TEXT_ROWS} maxLength={TEXT_MAX} />
      </Form.Item>
      <Form.Item name="name" label={t('objection.name')} rules={rule('name')}>
        <Input autoComplete="name" maxLength={NAME_MAX} />
      </Form.Item>
      <Form.Item name="contact" label={t('objection.contact')} rules={rule('contact')}>
        <Input autoComplete="tel" maxLength={CONTACT_MAX} />
      </Form.Item>
      <p className="board-rule">{t('objection.kept')}</p>
      {object.error && <ProblemAlert error={object.error} />}
      <Button type="primary" htmlType="submit" loading={object.isPending} block>
        {t('objection.send')}
      </Button>
    </Form>
  );
}

function Received({ receipt: { number, code, receivedOn } }: Readonly<{ receipt: Receipt }>) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <Alert type="success" showIcon title={t('objection.received', { day: receivedOn })} />
      <dl className="notice-facts" style={{ marginTop: 12 }}>
        <div>
          <dt>{t('objection.number')}</dt>
          <dd>
            <code>{number}</code>
          </dd>
        </div>
        <div>
          <dt>{t('objection.code')}</dt>
          <dd>
            <code>{code}</code>
          </dd>
        </div>
      </dl>
      <p>
        <strong>{t('objection.note-down')}</strong>
      </p>
      <Link to={`/board/objection?number=${encodeURIComponent(number)}`}>{t('objection.ask')}</Link>
    </div>
  );
}
