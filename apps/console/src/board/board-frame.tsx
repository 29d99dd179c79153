import { Layout } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { Head } from '../shell/head.js';
import { Look } from '../shell/look.js';
import './board.css';

/** What is around the pages of whoever has not signed in: how they look, and what else there is. */
export default function BoardFrame() {
  const { t } = useTranslation();
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Head
        to="/board"
        name={t('board.title')}
        acts={
          <>
            <Look />
            <Link to="/sign-in">{t('sign-in.go')}</Link>
          </>
        }
      />
      <main id="main" className="page board">
        <Outlet />
      </main>
      <footer className="board-foot no-print">
        <a href="/public/v1/notices.atom">{t('board.atom')}</a>
        <Link to="/board/objection">{t('objection.ask')}</Link>
        <a href="/verify">{t('board.verify')}</a>
        <span>{t('product')}</span>
      </footer>
    </Layout>
  );
}
