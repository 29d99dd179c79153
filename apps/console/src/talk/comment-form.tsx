import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, ask, newKey } from '../api/client.js';
import { ProblemAlert } from '../kit/problem.js';
import { wishOf } from '../task/decision-draft.js';
import type { Wish } from '../task/decision-draft.js';
import { COMMENT_MAX, commentsKey, commentsPath } from './comments.js';
import type { Comment } from './comments.js';

/** Says something; what was typed stays until the server has it. */
export function CommentForm({ entry, task }: Readonly<{ entry: string; task?: string }>) {
  const { t } = useTranslation();
  const id = useId();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [audience, setAudience] = useState<Comment['audience']>('everybody');
  const [isTold, setTold] = useState(false);
  const wish = useRef<Wish>(undefined);
  const isMissing = isTold && text.trim() === '';
  const saying = useMutation({
    mutationFn: async () => {
      const body = { text: text.trim(), audience, ...(task === undefined ? {} : { task }) };
      wish.current = wishOf(wish.current, body, newKey);
      await ask(commentsPath(entry), { method: 'POST', body, key: wish.current.key });
      return body.text;
    },
    onError: (error) => {
      if (error instanceof ApiError && !error.isAway) wish.current = undefined;
    },
    onSuccess: async (sent) => {
      wish.current = undefined;
      // What was typed meanwhile is not lost.
      setText((now) => (now.trim() === sent ? '' : now));
      setTold(false);
      await queries.invalidateQueries({ queryKey: commentsKey(entry) });
    },
  });
  const go = () => {
    setTold(true);
    if (text.trim() !== '') saying.mutate();
  };
  return (
    <div className="comment-form no-print">
      {saying.error && <ProblemAlert error={saying.error} />}
      <label htmlFor={id}>{t('talk.say')}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={COMMENT_MAX}
        status={isMissing ? 'error' : ''}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}missing` : undefined}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {isMissing && (
        <div id={`${id}missing`} role="alert" className="form-error">
          {t('talk.missing')}
        </div>
      )}
      <div className="task-line">
        <Radio.Group
          aria-label={t('talk.for-whom')}
          value={audience}
          onChange={({ target }) => setAudience(target.value as Comment['audience'])}
          options={(['everybody', 'office'] as const).map((value) => ({
            value,
            label: t(`talk.audience.${value}`),
          }))}
        />
        <Button loading={saying.isPending} onClick={go}>
          {t('talk.send')}
        </Button>
      </div>
    </div>
  );
}
