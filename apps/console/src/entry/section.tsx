import { Card } from 'antd';
import type { ReactNode } from 'react';

/** One part of what surrounds the story of a case. */
export const Section = ({ title, children }: Readonly<{ title: string; children: ReactNode }>) => (
  <Card size="small" title={<h2 className="section">{title}</h2>}>
    {children}
  </Card>
);
