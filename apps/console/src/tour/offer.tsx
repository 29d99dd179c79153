import { Button, Space } from 'antd';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { actingFor } from '../api/acting.js';
import { useDemonstration, useSession } from '../api/queries.js';
import type { Session } from '../api/types.js';
import { answerOffer, beginTour, useIsLed, useKept } from './kept.js';

/** Much to load for what most see once. */
const Tour = lazy(() => import('./tour.js'));

/** Above every page, until somebody has answered it: in a demonstration the tour, elsewhere how to begin. */
export function Welcome() {
  const { data: session } = useSession();
  return session ? <WelcomeOf session={session} /> : null;
}

function WelcomeOf({ session }: Readonly<{ session: Session }>) {
  const { user } = session.person;
  const { answered } = useKept(user);
  const isLed = useIsLed(user);
  return (
    <>
      {!answered && actingFor() === undefined && <Offer session={session} />}
      {isLed && (
        <Suspense fallback={null}>
          <Tour session={session} />
        </Suspense>
      )}
    </>
  );
}

function Offer({ session }: Readonly<{ session: Session }>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: demonstration } = useDemonstration();
  const { user } = session.person;
  if (!demonstration) return null;
  const isTour = demonstration.people.length > 0;
  if (!isTour && session.may['account.manage'] === undefined) return null;
  const go = () => {
    if (isTour) return beginTour(user);
    answerOffer(user);
    void navigate('/begin');
  };
  return (
    <section className="welcome no-print" aria-label={t('tour.offered')}>
      <span>{t(isTour ? 'tour.offer' : 'begin.offer')}</span>
      <Space size={4} wrap>
        <Button size="small" type="primary" onClick={go}>
          {t(isTour ? 'tour.start' : 'begin.open')}
        </Button>
        <Button size="small" onClick={() => answerOffer(user)}>
          {t('tour.not-now')}
        </Button>
      </Space>
    </section>
  );
}
