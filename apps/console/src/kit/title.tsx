import { Typography } from 'antd';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the page, for whoever reads it and in the tab of the browser. */
export function PageTitle({ title, children }: Readonly<{ title: string; children?: ReactNode }>) {
  const { t } = useTranslation();
  const product = t('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <div className="title">
      <Typography.Title level={1} style={{ fontSize: '1.35em', margin: 0 }}>
        {title}
      </Typography.Title>
      {children}
    </div>
  );
}
