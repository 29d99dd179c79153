import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** A code of the authenticator, or a recovery code: telephones offer the first by themselves. */
export function FactorCode({ required = false }: Readonly<{ required?: boolean }>) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="factorCode"
      label={t('sign-in.code')}
      extra={t('sign-in.code-hint')}
      rules={[{ required }]}
    >
      <Input autoComplete="one-time-code" autoFocus={required} />
    </Form.Item>
  );
}
