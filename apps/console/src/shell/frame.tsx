import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Layout, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { ADMIN_PLACES, mayBegin } from '../admin/places.js';
import { actFor } from '../api/acting.js';
import { ask } from '../api/client.js';
import { useSession } from '../api/queries.js';
import { useLive } from '../live/use-live.js';
import { Find } from '../find/find.js';
import { LoadingPage } from '../kit/states.js';
import { Suspense, lazy, useState } from 'react';
import { useNames } from '../kit/names.js';
import { Bell } from '../notices/bell.js';
import { ActingLine, useAbsent } from '../session/acting.js';
import { Confirmation } from '../session/confirmation.js';
import { beginTour, useKept } from '../tour/kept.js';
import { Welcome } from '../tour/offer.js';
import { ConnectionLight, LostLine } from './connection.js';
import { Head } from './head.js';
import { KeysHelp } from './keys-help.js';
import { Look } from './look.js';

/** Of a demonstration alone. */
const TurnedTime = lazy(() => import('./turned-time.js').then((all) => ({ default: all.TurnedTime })));

/** What is around every page: where one can go, who one is, and whether the server answers. */
export function Frame() {
  const { t } = useTranslation();
  useLive();
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Head
        to="/"
        name={t('product')}
        acts={
          <>
            <Find />
            <Bell />
            <Look />
            <Me />
          </>
        }
      >
        <Navigation />
      </Head>
      <ActingLine />
      <LostLine />
      <Suspense fallback={null}>
        <TurnedTime />
      </Suspense>
      <Welcome />
      <KeysHelp />
      <Confirmation />
      <Layout.Content id="main" className="page" tabIndex={-1} style={{ width: '100%' }}>
        <Suspense fallback={<LoadingPage />}>
          <Outlet />
        </Suspense>
      </Layout.Content>
      <Layout.Footer className="no-print" style={{ padding: '8px 16px', textAlign: 'center' }}>
        <ConnectionLight />
      </Layout.Footer>
    </Layout>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { data: session } = useSession();
  const places = [
    { key: '/desk', may: 'task.read' },
    { key: '/entries', may: 'entry.read' },
    { key: '/map', may: 'entry.read' },
    { key: '/registers', may: 'register.read' },
    { key: '/money', may: 'money.read' },
    { key: '/registration', may: 'registration.read' },
    { key: '/statistics', may: 'statistics.read' },
    { key: '/schemes/new', may: 'scheme.submit' },
    { key: '/layers', may: 'layer.read' },
    { key: '/quota', may: 'quota.read' },
    ...ADMIN_PLACES,
  ].filter(({ may }) => session?.may[may] !== undefined);
  const here = places.find(({ key }) => pathname.startsWith(key))?.key;
  return (
    <nav className="places" aria-label={t('frame.places')}>
      {places.map(({ key }) => (
        <Link key={key} to={key} aria-current={key === here ? 'page' : undefined}>
          {t(`frame.to.${key}`)}
        </Link>
      ))}
    </nav>
  );
}

function Me() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { at } = useKept(session?.person.user ?? '');
  const { roleName, officeName } = useNames();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const { data: absent = [] } = useAbsent(isOpen);
  if (!session) return null;
  const leave = async () => {
    actFor(undefined);
    await ask('/api/v1/session', { method: 'DELETE' });
    queries.clear();
    await navigate('/sign-in');
  };
  const { user, name, role, office } = session.person;
  const children = absent.map((one) => ({
    key: `for-${one.user}`,
    label: t('acting.begin', { name: one.name }),
    onClick: () => {
      actFor(one.user);
      void navigate('/');
    },
  }));
  return (
    <Dropdown
      trigger={['click']}
      onOpenChange={setOpen}
      menu={{
        items: [
          { key: 'who', label: `${officeName(office)} · ${roleName(role)}`, disabled: true },
          { key: 'security', label: t('security.title'), onClick: () => void navigate('/security') },
          { key: 'own', label: t('own.title'), onClick: () => void navigate('/me') },
          ...(mayBegin(session)
            ? [{ key: 'begin', label: t('begin.title'), onClick: () => void navigate('/begin') }]
            : []),
          {
            key: 'tour',
            label: t(at === undefined ? 'tour.again' : 'tour.go-on'),
            onClick: () => beginTour(user),
          },
          ...(absent.length > 0
            ? [{ key: 'for', type: 'group' as const, label: t('acting.title'), children }]
            : []),
          { key: 'leave', label: t('session.leave'), onClick: () => void leave() },
        ],
      }}
    >
      <Button type="text" className="me-open">
        {name}{' '}
        <Tag className="me-role" style={{ marginInlineStart: 6 }}>
          {roleName(role)}
        </Tag>
      </Button>
    </Dropdown>
  );
}
