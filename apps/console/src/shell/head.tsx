import { Layout, Space, theme } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

type Shown = Readonly<{
  /** Where its name leads to, and what it is called. */
  to: string;
  name: string;
  /** At the end of the line. */
  acts: ReactNode;
  children?: ReactNode;
}>;

/** What stands above every page, and the way past it for whoever goes by keys. */
export function Head({ to, name, acts, children }: Shown) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  return (
    <>
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
          <Link to={to} style={{ fontWeight: 600, fontSize: '1.15em', whiteSpace: 'nowrap' }}>
            {name}
          </Link>
          {children}
          <Space size={4} style={{ marginInlineStart: 'auto' }}>
            {acts}
          </Space>
        </div>
      </Layout.Header>
    </>
  );
}
