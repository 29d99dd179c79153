import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Failed, Loading, Nothing } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { BOARD_KINDS, BOARD_STATES, boardFilters, pressed, townshipsIn } from './board-filters.js';
import { NoticeTile } from './notice-tile.js';
import { useNotices } from './notices.js';

type Choice = Readonly<{ value: string; name: string }>;

/** What is public now and was before, the newest first, for everybody. */
export default function BoardList() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const notices = useNotices(boardFilters(search));
  const cards = notices.data?.pages.flatMap(({ items }) => items) ?? [];
  const find = (q: string) => {
    const next = new URLSearchParams(search);
    if (q.trim()) next.set('q', q.trim());
    else next.delete('q');
    setSearch(next);
  };
  const named = (group: string, values: readonly string[]): readonly Choice[] =>
    values.map((value) => ({ value, name: t(`board.${group}.${value}`) }));
  const townships = townshipsIn(cards, search.get('township'));
  return (
    <>
      <PageTitle title={t('board.title')} />
      <p>{t('board.what')}</p>
      <Input.Search
        key={search.get('q') ?? ''}
        defaultValue={search.get('q') ?? ''}
        aria-label={t('board.find')}
        placeholder={t('board.find')}
        enterButton={t('board.find-go')}
        allowClear
        onSearch={find}
        style={{ marginBottom: 12 }}
      />
      <Chips name="kind" choices={named('kind', BOARD_KINDS)} />
      <Chips name="state" choices={named('state', BOARD_STATES)} />
      {(townships.length > 1 || search.has('township')) && (
        <details className="board-townships" open={search.has('township')}>
          <summary>{t('board.by.township')}</summary>
          <Chips name="township" choices={townships.map(({ code, name }) => ({ value: code, name }))} />
        </details>
      )}
      {notices.isPending && <Loading />}
      {notices.error && <Failed error={notices.error} onAgain={() => void notices.refetch()} />}
      {notices.data && cards.length === 0 && <Nothing why={t('board.nothing')} />}
      <ul className="notice-tiles">
        {cards.map((notice) => (
          <NoticeTile key={notice.id} notice={notice} />
        ))}
      </ul>
      {notices.hasNextPage && (
        <Button block loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
          {t('board.more')}
        </Button>
      )}
    </>
  );
}

/** One row of choices, to be pressed. */
function Chips({ name, choices }: Readonly<{ name: string; choices: readonly Choice[] }>) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const chosen = search.get(name);
  return (
    <div className="chips" role="group" aria-label={t(`board.by.${name}`)}>
      {choices.map(({ value, name: label }) => (
        <Button
          key={value}
          shape="round"
          type={value === chosen ? 'primary' : 'default'}
          aria-pressed={value === chosen}
          onClick={() => setSearch(pressed(search, name, value))}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
