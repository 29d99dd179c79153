import { StyleProvider } from '@ant-design/cssinjs';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as Feedback, ConfigProvider, theme as themes } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { Suspense, lazy } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { Home } from './admin/home.js';
import { onActing } from './api/acting.js';
import { ApiError } from './api/client.js';
import { Desk } from './desk/desk.js';
import { LoadingPage } from './kit/states.js';
import { SignIn } from './session/sign-in.js';
import { SignedIn } from './session/signed-in.js';
import { Frame } from './shell/frame.js';
import { useMotion } from './shell/motion.js';
import { nonce } from './shell/nonce.js';
import { componentStyles } from './shell/older.js';
import { PreferencesProvider, usePreferences } from './shell/preferences.js';

const AuditPage = lazy(() => import('./admin/audit-page.js'));
const InitialPassword = lazy(() => import('./admin/password.js'));
const OperationsPage = lazy(() => import('./admin/operations-page.js'));
const OwnPage = lazy(() => import('./admin/own-page.js'));
const PeoplePage = lazy(() => import('./admin/people-page.js'));
const RulesPage = lazy(() => import('./admin/rules-page.js'));
const BeginPage = lazy(() => import('./begin/begin-page.js'));
const BoardFrame = lazy(() => import('./board/board-frame.js'));
const BoardList = lazy(() => import('./board/board-list.js'));
const NoticePage = lazy(() => import('./board/notice-page.js'));
const ObjectionPage = lazy(() => import('./board/objection-page.js'));
const EntryPage = lazy(() => import('./entry/entry-page.js'));
const EntryList = lazy(() => import('./entry/entry-list.js'));
const Security = lazy(() => import('./session/security.js'));
const RegistersPage = lazy(() => import('./registers/registers-page.js'));
const LayersPage = lazy(() => import('./ground/layers-page.js'));
const CountyPage = lazy(() => import('./map/county-page.js'));
const QuotaPage = lazy(() => import('./quota/quota-page.js'));
const MoneyPage = lazy(() => import('./money/money-page.js'));
const EntryMoneyPage = lazy(() => import('./money/entry-money-page.js'));
const RentsPage = lazy(() => import('./money/rents-page.js'));
const ReceiptsPage = lazy(() => import('./money/receipts-page.js'));
const RegistrationPage = lazy(() => import('./registration/registration-page.js'));
const TenureDaysPage = lazy(() => import('./registration/tenure-days-page.js'));
const StatsPage = lazy(() => import('./stats/stats-page.js'));
const NoticesPage = lazy(() => import('./notices/notices-page.js'));
const NewScheme = lazy(() => import('./scheme/new-scheme.js'));

/** Refusals are answers: only what never came is asked for again. */
const ASK_AGAIN_MAX = 2;
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => error instanceof ApiError && error.isAway && count < ASK_AGAIN_MAX,
      staleTime: 2_000,
    },
  },
});

// What was read by the rights of one person is not shown by those of another.
onActing(() => void queries.resetQueries());

export const App = () => (
  <PreferencesProvider>
    <QueryClientProvider client={queries}>
      <StyleProvider {...componentStyles((condition) => CSS.supports(condition))}>
        <Themed />
      </StyleProvider>
    </QueryClientProvider>
  </PreferencesProvider>
);

const BASE_FONT_PX = 14;
/** Texts of lesser weight are still read: at least 4.5 : 1 against what lies behind them. */
const LIGHT = {
  colorPrimary: '#0b5cad',
  colorLink: '#0b5cad',
  colorTextTertiary: 'rgba(0, 0, 0, 0.65)',
  colorTextPlaceholder: 'rgba(0, 0, 0, 0.6)',
};
const LIGHT_CHOSEN = '#e6f4ff';
const DARK = {
  colorPrimary: '#1668b8',
  colorLink: '#6cb2f5',
  colorLinkHover: '#9ccbf9',
  colorTextTertiary: 'rgba(255, 255, 255, 0.7)',
  colorTextPlaceholder: 'rgba(255, 255, 255, 0.65)',
};
/** What is wrong is said in small letters. */
const WRONG = { light: '#cf1322', dark: '#ff7875' };

function Themed() {
  const { dark, language, scale } = usePreferences();
  // Told and not only styled away: a list whose motion ends unseen waits for it outside the screen.
  const motion = useMotion();
  return (
    <ConfigProvider
      csp={nonce ? { nonce } : undefined}
      // Its end is the end of its motion: without one it would stay beside what was clicked.
      wave={{ disabled: !motion }}
      locale={language === 'en' ? enUS : zhCN}
      theme={{
        algorithm: dark ? themes.darkAlgorithm : themes.defaultAlgorithm,
        token: {
          ...(dark ? DARK : LIGHT),
          ...{ fontSize: BASE_FONT_PX * scale, borderRadius: 6, motion },
          // Paler, what is being sent could not be read; the turning sign says it.
          opacityLoading: 1,
        },
        components: {
          Button: { defaultHoverColor: dark ? DARK.colorLink : LIGHT.colorLink },
          // A link is read on a row that is chosen, also under the mouse.
          ...(dark ? {} : { Table: { rowSelectedHoverBg: LIGHT_CHOSEN } }),
          Form: { colorError: dark ? WRONG.dark : WRONG.light },
          Typography: { colorError: dark ? WRONG.dark : WRONG.light },
        },
      }}
    >
      <Feedback>
        <BrowserRouter>
          <Pages />
        </BrowserRouter>
      </Feedback>
    </ConfigProvider>
  );
}

const Pages = () => (
  <Suspense fallback={<LoadingPage />}>
    <Routes>
      <Route path="/sign-in" element={<SignIn />} />
      <Route element={<BoardFrame />}>
        <Route path="/board" element={<BoardList />} />
        <Route path="/board/objection" element={<ObjectionPage />} />
        <Route path="/board/:notice" element={<NoticePage />} />
      </Route>
      <Route path="/security" element={<SignedIn frame={<Security />} />} />
      <Route path="/password" element={<SignedIn frame={<InitialPassword />} />} />
      <Route element={<SignedIn frame={<Frame />} />}>
        <Route path="/" element={<Home />} />
        <Route path="/people" element={<PeoplePage />} />
        <Route path="/operations" element={<OperationsPage />} />
        <Route path="/audit" element={<AuditPage />} />
        <Route path="/rules" element={<RulesPage />} />
        <Route path="/begin" element={<BeginPage />} />
        <Route path="/me" element={<OwnPage />} />
        <Route path="/desk" element={<Desk />} />
        <Route path="/desk/:task" element={<Desk />} />
        <Route path="/notices" element={<NoticesPage />} />
        <Route path="/entries" element={<EntryList />} />
        <Route path="/entries/:entry" element={<EntryPage />} />
        <Route path="/registers" element={<RegistersPage />} />
        <Route path="/layers" element={<LayersPage />} />
        <Route path="/map" element={<CountyPage />} />
        <Route path="/quota" element={<QuotaPage />} />
        <Route path="/money" element={<MoneyPage />} />
        <Route path="/money/rents" element={<RentsPage />} />
        <Route path="/money/receipts" element={<ReceiptsPage />} />
        <Route path="/money/:entry" element={<EntryMoneyPage />} />
        <Route path="/registration" element={<RegistrationPage />} />
        <Route path="/registration/days" element={<TenureDaysPage />} />
        <Route path="/statistics" element={<StatsPage />} />
        <Route path="/schemes/new" element={<NewScheme />} />
        <Route path="/schemes/:entry/revise" element={<NewScheme />} />
      </Route>
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  </Suspense>
);
