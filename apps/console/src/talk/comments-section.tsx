import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMay } from '../entry/queries.js';
import { ProblemAlert } from '../kit/problem.js';
import { Loading } from '../kit/states.js';
import { CommentForm } from './comment-form.js';
import { CommentRow } from './comment-row.js';
import { commentsShown, useComments } from './comments.js';
import './talk.css';

/** What people say about a case, or with `task` about one task of it, and the place to say more. */
export default function CommentsSection({ entry, task }: Readonly<{ entry: string; task?: string }>) {
  const { t } = useTranslation();
  const [mayRead, mayWrite] = [useMay('comment.read'), useMay('comment.write')];
  const { data, error } = useComments(entry);
  if (!mayRead) return null;
  const shown = data && commentsShown(data, task);
  return (
    <Card size="small" id="comments" title={<h2 className="section">{t('talk.title')}</h2>}>
      {error && !data && <ProblemAlert error={error} />}
      {!shown && !error && <Loading />}
      {shown?.length === 0 && <p className="secondary">{t('talk.none')}</p>}
      {shown && shown.length > 0 && (
        <ol className="plain-list comments" aria-label={t('talk.title')}>
          {shown.map((comment) => (
            <CommentRow
              key={comment.comment}
              entry={entry}
              comment={comment}
              namesTask={task === undefined}
            />
          ))}
        </ol>
      )}
      {mayWrite && shown && <CommentForm entry={entry} task={task} />}
    </Card>
  );
}
