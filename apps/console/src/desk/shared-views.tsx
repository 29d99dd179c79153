import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ProblemAlert } from '../kit/problem.js';
import type { useSharedViews } from './use-shared-views.js';

type Props = Readonly<{ of: ReturnType<typeof useSharedViews>; now: string }>;

/** What the office shares, with who shared it; who did so may give it other filters or take it back. */
export function SharedViews({ of: { shared, change }, now }: Props) {
  const { t } = useTranslation();
  const [, setSearch] = useSearchParams();
  if (shared.length === 0 && !change.error) return null;
  return (
    <section aria-label={t('views.shared')}>
      <h3 className="secondary">{t('views.shared')}</h3>
      <ul className="plain-list">
        {shared.map(({ id, name, search, by, own }) => (
          <li key={id} className="view">
            <Button
              type={search === now ? 'primary' : 'default'}
              aria-pressed={search === now}
              onClick={() => setSearch(search)}
            >
              {name}
            </Button>
            <span className="secondary">{t('views.by', { by })}</span>
            {own && now !== '' && search !== now && (
              <Button
                type="text"
                aria-label={t('views.reshare', { name })}
                disabled={change.isPending}
                onClick={() => change.mutate({ id, share: { name, search: now } })}
              >
                {t('views.update')}
              </Button>
            )}
            {own && (
              <Button
                type="text"
                aria-label={t('views.unshare-of', { name })}
                disabled={change.isPending}
                onClick={() => change.mutate({ drop: id })}
              >
                {t('views.unshare')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {change.error && <ProblemAlert error={change.error} />}
    </section>
  );
}
