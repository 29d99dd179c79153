import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask } from '../api/client.js';
import { minuteOf } from '../entry/days.js';
import { useNames } from '../kit/names.js';
import { ProblemAlert } from '../kit/problem.js';
import { commentsKey, commentsPath } from './comments.js';
import type { Comment } from './comments.js';

type Row = Readonly<{ entry: string; comment: Comment; namesTask: boolean }>;

/** One comment: who said it, when, for whom. `namesTask`: with a link to the task that it is about. */
export function CommentRow({ entry, comment, namesTask }: Row) {
  const { t } = useTranslation();
  const { officeName } = useNames();
  const { text, byName, office, writtenAt, withdrawnAt, audience, task, own } = comment;
  return (
    <li className="comment">
      <div className="task-line">
        <strong>{byName}</strong>
        <span className="secondary">
          {officeName(office)} {minuteOf(writtenAt)}
        </span>
        {audience === 'office' && <Tag>{t('talk.office-only')}</Tag>}
        {namesTask && task !== null && (
          <Link to={`/desk/${encodeURIComponent(task)}`} style={{ textDecoration: 'underline' }}>
            {t('talk.of-task')}
          </Link>
        )}
        {own && withdrawnAt === null && <Withdrawing entry={entry} comment={comment} />}
      </div>
      {text === null ? (
        <p className="secondary">{t('talk.withdrawn', { at: minuteOf(withdrawnAt ?? writtenAt) })}</p>
      ) : (
        <p className="comment-text">{text}</p>
      )}
    </li>
  );
}

/** Taking it back twice is taking it back once, so one key goes with each comment. */
function Withdrawing({ entry, comment: { comment } }: Readonly<{ entry: string; comment: Comment }>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const withdrawing = useMutation({
    mutationFn: () =>
      ask(`${commentsPath(entry)}/${comment}/withdrawal`, {
        method: 'POST',
        key: `withdraw-${entry}-${comment}`,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: commentsKey(entry) }),
  });
  return (
    <>
      <Popconfirm
        title={t('talk.withdraw-sure')}
        okText={t('talk.withdraw')}
        cancelText={t('talk.keep')}
        onConfirm={() => withdrawing.mutate()}
      >
        <Button
          size="small"
          className="no-print"
          autoInsertSpace={false}
          loading={withdrawing.isPending}
          aria-label={t('talk.withdraw-it', { comment })}
        >
          {t('talk.withdraw')}
        </Button>
      </Popconfirm>
      {withdrawing.error && <ProblemAlert error={withdrawing.error} />}
    </>
  );
}
