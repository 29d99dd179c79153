import { Alert, Button, Form, Input, Modal, Radio, Table, Typography } from 'antd';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { ProblemAlert } from '../kit/problem.js';
import './admin.css';

type Part = Readonly<{ name: string; label: string }>;

/** Which part of a page is shown, as its address says; the first where it says nothing. */
export function usePart(parts: readonly Part[], label: string) {
  const [search, setSearch] = useSearchParams();
  const chosen = parts.find(({ name }) => name === search.get('part'))?.name ?? parts[0]?.name;
  const choice = parts.length > 1 && (
    <Radio.Group
      aria-label={label}
      value={chosen}
      onChange={({ target }) => setSearch({ part: String(target.value) }, { replace: true })}
      options={parts.map(({ name, label: words }) => ({ value: name, label: words }))}
    />
  );
  return { chosen, choice };
}

export function AdminPage({ title, children }: Readonly<{ title: string; children: ReactNode }>) {
  const { t } = useTranslation();
  return (
    <div className="admin">
      <title>{`${title} · ${t('product')}`}</title>
      <h1 className="admin-title">{title}</h1>
      {children}
    </div>
  );
}

/** A table in full, which a keyboard can move sideways where the page is narrower. */
export function AdminTable<T extends object>(props: TableProps<T>) {
  const { t } = useTranslation();
  return (
    <div className="admin-table" role="group" aria-label={t('people.table')} tabIndex={0}>
      <Table<T> size="small" pagination={false} {...props} />
    </div>
  );
}

/** A secret that the server says once: who closes this does not see it again. */
export function ShownOnce({
  title,
  secret,
  onClose,
}: Readonly<{ title: string; secret: string; onClose: () => void }>) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('people.noted')}
        </Button>
      }
    >
      <Alert role="note" type="warning" showIcon title={t('people.once')} />
      <Typography.Paragraph className="admin-secret">
        <Typography.Text code copyable>
          {secret}
        </Typography.Text>
      </Typography.Paragraph>
    </Modal>
  );
}

/** Asks why before something is done that others feel. */
export function AskReason({
  title,
  what,
  error,
  isPending,
  onGo,
  onClose,
}: Readonly<{
  title: string;
  what?: string;
  error: Error | null;
  isPending: boolean;
  onGo: (reason: string) => void;
  onClose: () => void;
}>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open
      title={title}
      okText={t('people.go')}
      cancelText={t('people.stay')}
      confirmLoading={isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      {what !== undefined && <p>{what}</p>}
      {error && <ProblemAlert error={error} />}
      <Form form={form} layout="vertical" name="reason" onFinish={({ reason }) => onGo(reason)}>
        <Form.Item name="reason" label={t('people.reason')} rules={[{ required: true }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
