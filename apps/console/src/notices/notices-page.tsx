import { Button, Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { minuteOf } from '../entry/days.js';
import { useNames } from '../kit/names.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { placeOf, useNotices, useRead } from './notices.js';
import type { Notice } from './notices.js';

/** What somebody is told, the newest first, each with the way to what it is about. */
export default function NoticesPage() {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotices();
  const read = useRead();
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <LoadingPage />;
  const { due, unread, upTo } = data.pages[0]!;
  const items = data.pages.flatMap((page) => page.items);
  const onRead = (id: string) => read.mutate({ ids: [id] });
  const readAll = () => read.mutate(upTo === null ? { ids: due.map(({ id }) => id) } : { upTo });
  return (
    <>
      <PageTitle title={t('notices.title')}>
        <Button disabled={unread === 0} loading={read.isPending} onClick={readAll}>
          {t('notices.read-all')}
        </Button>
      </PageTitle>
      {read.error && <ProblemAlert error={read.error} />}
      {due.length > 0 && (
        <Card size="small" title={<h2 className="section">{t('notices.due')}</h2>} className="notices-due">
          <Rows items={due} called={t('notices.due')} onRead={onRead} />
        </Card>
      )}
      <Card size="small" title={<h2 className="section">{t('notices.all')}</h2>}>
        {items.length === 0 && <Nothing why={t('notices.none')} />}
        {items.length > 0 && <Rows items={items} called={t('notices.all')} onRead={onRead} />}
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('notices.more')}
          </Button>
        )}
      </Card>
    </>
  );
}

type Shown = Readonly<{ items: readonly Notice[]; called: string; onRead: (id: string) => void }>;

const Rows = ({ items, called, onRead }: Shown) => (
  <ul className="plain-list" aria-label={called}>
    {items.map((notice) => (
      <Row key={`${notice.id} ${notice.kind}`} notice={notice} onRead={onRead} />
    ))}
  </ul>
);

function Row({ notice, onRead }: Readonly<{ notice: Notice; onRead: (id: string) => void }>) {
  const { t } = useTranslation();
  const { workName, factName, placeName } = useNames();
  const { id, kind, type, work, subject, at, dueOn, over, read } = notice;
  const what = work === null ? (kind === 'scheme' ? factName(type ?? '') : '') : workName(work);
  const name = [t(`notices.kind.${kind}`), what].filter(Boolean).join('：');
  return (
    <li className={read ? 'notice' : 'notice notice-unread'}>
      <Link to={placeOf(notice)} onClick={() => !read && onRead(id)}>
        {name}
      </Link>
      <span className="money">{subject.entry}</span>
      <span className="secondary">
        {[placeName(subject.township), at === null ? t('notices.due-on', { day: dueOn }) : minuteOf(at)].join(
          ' · ',
        )}
      </span>
      {over && <Tag>{t('notices.over')}</Tag>}
      {!read && (
        <Button
          size="small"
          type="link"
          aria-label={`${t('notices.read')} ${name} ${subject.entry}`}
          onClick={() => onRead(id)}
        >
          {t('notices.read')}
        </Button>
      )}
    </li>
  );
}
