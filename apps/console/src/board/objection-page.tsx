import { Button, Card, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ProblemAlert } from '../kit/problem.js';
import { PageTitle } from '../kit/title.js';
import { useAnswer } from './objections.js';
import type { Asked } from './objections.js';

/** Where whoever objected reads what became of it. The code is typed and stands in no address. */
export default function ObjectionPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const answer = useAnswer();
  return (
    <>
      <PageTitle title={t('objection.ask')} />
      <Card size="small" style={{ marginBottom: 12 }}>
        <Form
          layout="vertical"
          requiredMark={false}
          initialValues={{ number: search.get('number') ?? '' }}
          onFinish={(body: Readonly<{ number: string; code: string }>) => answer.mutate(body)}
        >
          <Form.Item
            name="number"
            label={t('objection.number')}
            rules={[{ required: true, message: t('objection.need.number') }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="code"
            label={t('objection.code')}
            rules={[{ required: true, message: t('objection.need.code') }]}
          >
            <Input autoComplete="off" autoCapitalize="characters" />
          </Form.Item>
          {answer.error && <ProblemAlert error={answer.error} />}
          <Button type="primary" htmlType="submit" loading={answer.isPending} block>
            {t('objection.ask-go')}
          </Button>
        </Form>
      </Card>
      {answer.data && <Answered asked={answer.data} />}
      <p>
        <Link to="/board">{t('board.all')}</Link>
      </p>
    </>
  );
}

function Answered({ asked }: Readonly<{ asked: Asked }>) {
  const { t } = useTranslation();
  const { state, stateName, receivedOn, text, answer, documentNo, answeredOn, notice } = asked;
  const rows: readonly (readonly [key: string, shown: string | null])[] = [
    ['received-on', receivedOn],
    ['text', text],
    ['answer', answer],
    ['document', documentNo],
    ['answered-on', answeredOn],
  ];
  return (
    <Card
      size="small"
      role="status"
      title={<h2 className="section">{t(`objection.state.${state}`, stateName)}</h2>}
      style={{ marginBottom: 12 }}
    >
      <dl className="notice-facts">
        {rows
          .filter(([, shown]) => shown !== null)
          .map(([key, shown]) => (
            <div key={key}>
              <dt>{t(`objection.${key}`)}</dt>
              <dd className="objection-text">{shown}</dd>
            </div>
          ))}
      </dl>
      <p>
        <Link to={`/board/${encodeURIComponent(notice)}`}>{t('objection.notice')}</Link>
      </p>
    </Card>
  );
}
