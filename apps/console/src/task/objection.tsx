import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask } from '../api/client.js';
import type { Task } from '../api/types.js';
import { ProblemAlert } from '../kit/problem.js';
import '../board/board.css';

type OfTask = Readonly<{ number: string; notice: string; receivedOn: string; text: string; next: string }>;
type Contact = Readonly<{ name: string; contact: string; until: string }>;

/** Kinds of work that answer what the public objected to. */
const ANSWERS = ['answer-objection', 'answer-listing-objection'];
export const answersObjection = ({ kind }: Task): boolean => ANSWERS.includes(kind);

/** The text that is to be answered, what follows, and who it is from when somebody asks for that. */
export function ObjectionOfTask({ task }: Readonly<{ task: Task }>) {
  const { t } = useTranslation();
  const path = `/api/v1/tasks/${encodeURIComponent(task.id)}/objection`;
  const { data, error } = useQuery({
    queryKey: ['task', task.id, 'objection'],
    queryFn: async ({ signal }) => (await ask<OfTask>(path, { signal })).body,
  });
  if (error) return <ProblemAlert error={error} />;
  if (!data) return null;
  return (
    <Card
      size="small"
      style={{ marginBottom: 12 }}
      title={<h3 className="section">{t('objection.text')}</h3>}
    >
      <p className="objection-text">{data.text}</p>
      <p>
        {data.number} · {data.receivedOn} ·{' '}
        <Link to={`/board/${encodeURIComponent(data.notice)}`} style={{ textDecoration: 'underline' }}>
          {t('objection.notice')}
        </Link>
      </p>
      <p>{data.next}</p>
      <WhoItIs path={`${path}/contact`} />
    </Card>
  );
}

/** Asked for by a click, because each look is noted. */
function WhoItIs({ path }: Readonly<{ path: string }>) {
  const { t } = useTranslation();
  const look = useMutation({ mutationFn: async () => (await ask<Contact>(path)).body });
  if (look.data)
    return (
      <p role="status">
        {t('objection.who', { name: look.data.name, contact: look.data.contact })}
        <br />
        <span className="board-rule">{t('objection.who-noted')}</span>
      </p>
    );
  return (
    <>
      {look.error && <ProblemAlert error={look.error} />}
      <Button onClick={() => look.mutate()} loading={look.isPending}>
        {t('objection.show-who')}
      </Button>
    </>
  );
}
