import { Layout, Space, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { Look } from '../shell/look.js';
import './board.css';

/** What is around the pages of whoever has not signed in: how they look, and what else there is. */
export default function BoardFrame() {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip-link" href="#main">
        {t('frame.skip')}
      </a>
      <Layout.Header
        className="no-print"
        style={{
          height: 'auto',
          padding: 0,
          background: token.colorBgContainer,
          borderBottom: `1px solid ${token.colorBorderSecondary}`,
        }}
      >
        <div className="head">
          <Link to="/board" style={{ fontWeight: 600, fontSize: '1.15em', whiteSpace: 'nowrap' }}>
            {t('board.title')}
          </Link>
          <Space size={4} style={{ marginInlineStart: 'auto' }}>
            <Look />
            <Link to="/sign-in">{t('sign-in.go')}</Link>
          </Space>
        </div>
      </Layout.Header>
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
