import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ProblemAlert } from '../kit/problem.js';
import { withView } from './filters.js';
import { SharedViews } from './shared-views.js';
import { useSharedViews } from './use-shared-views.js';
import { useViews } from './use-views.js';
import type { ViewsOf } from './use-views.js';

/** Signs of a name: it stands on a button. */
const NAME_MAX = 20;

type Props = Readonly<{
  of: ViewsOf;
  /** What is called so where drafts are listed. */
  title: string;
  /** As much of an address as a view of the page keeps. */
  keptOf: (search: URLSearchParams) => string;
}>;

/** A name for the filters that are set now, and the way back to those that were saved. */
export function Views({ of, title, keptOf }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { isOffered, views, keep } = useViews(of, title);
  const office = useSharedViews(of);
  const [name, setName] = useState('');
  const now = keptOf(search);
  const isShared = (view: string) => office.shared.some((one) => one.own && one.name === view);
  if (!isOffered) return null;
  const save = () => {
    if (name.trim() === '' || now === '') return;
    keep.mutate((before) => withView(before, { name: name.trim(), search: now }), {
      onSuccess: () => setName(''),
    });
  };
  const content = (
    <div className="views">
      {views.length === 0 && <p className="secondary">{t('views.none')}</p>}
      {views.length > 0 && (
        <ul className="plain-list">
          {views.map((view) => (
            <li key={view.name} className="view">
              <Button
                type={view.search === now ? 'primary' : 'default'}
                aria-pressed={view.search === now}
                onClick={() => setSearch(view.search)}
              >
                {view.name}
              </Button>
              <Button
                type="text"
                aria-label={t('views.drop', view)}
                disabled={keep.isPending}
                onClick={() => keep.mutate((before) => before.filter((each) => each.name !== view.name))}
              >
                ✕
              </Button>
              {office.mayShare && (
                <Button
                  type="text"
                  aria-label={t('views.share-of', view)}
                  disabled={office.change.isPending || isShared(view.name)}
                  onClick={() => office.change.mutate({ share: view })}
                >
                  {t('views.share')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <SharedViews of={office} now={now} />
      {now !== '' && (
        <div className="view">
          <Input
            value={name}
            maxLength={NAME_MAX}
            aria-label={t('views.name')}
            placeholder={t('views.name')}
            onChange={({ target }) => setName(target.value)}
            onPressEnter={save}
          />
          <Button onClick={save} disabled={name.trim() === ''} loading={keep.isPending}>
            {t('views.save')}
          </Button>
        </div>
      )}
      {keep.error && <ProblemAlert error={keep.error} />}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={t('views.title')} content={content}>
      <Button>{t('views.title')}</Button>
    </Popover>
  );
}
