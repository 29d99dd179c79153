import { Button, Empty, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './problem.js';

/** What comes at once needs no sign that it is coming. */
const SHOWN_AFTER_MS = 200;

/** A part of a page that is still coming. */
export const Loading = () => <Coming />;
/** The whole page is: it has a heading as every page has. */
export const LoadingPage = () => <Coming isPage />;

function Coming({ isPage = false }: Readonly<{ isPage?: boolean }>) {
  const { t } = useTranslation();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? (
    <div role="status" aria-label={t('state.loading')} className="page">
      {isPage && <h1 className="secondary">{t('state.loading')}</h1>}
      {/* Lines of what is not there yet; one of them would be read out as an empty heading. */}
      <div aria-hidden="true">
        <Skeleton active />
      </div>
    </div>
  ) : null;
}

/** Why a list is empty, and the one thing to do next. */
export const Nothing = ({ why, children }: Readonly<{ why: string; children?: ReactNode }>) => (
  <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={why}>
    {children}
  </Empty>
);

export function Failed({ error, onAgain }: Readonly<{ error: Error; onAgain: () => void }>) {
  const { t } = useTranslation();
  return (
    <div className="page">
      <ProblemAlert error={error} />
      <Button onClick={onAgain}>{t('state.again')}</Button>
    </div>
  );
}
