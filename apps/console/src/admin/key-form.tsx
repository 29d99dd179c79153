import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTerms } from '../api/queries.js';
import { ProblemAlert } from '../kit/problem.js';
import { MACHINES, filledIn, optionsOf } from './account-form.js';
import { useAct } from './asking.js';
import { KEYS } from './keys.js';
import type { Issued } from './keys.js';

type Fields = Readonly<{
  user: string;
  name: string;
  office: string;
  role: string;
  district?: string;
  signingKey?: string;
  publicKey?: string;
}>;

/** The public half as a JWK; undefined where the text is none. */
function jwkIn(text: string): object | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** What the server takes; who is the platform does not say so. */
function bodyOf({ publicKey, role, ...fields }: Fields): object {
  return {
    ...filledIn(fields),
    ...(role === 'platform' ? {} : { role }),
    ...(publicKey ? { publicKey: jwkIn(publicKey) } : {}),
  };
}

export function KeyForm({
  onIssued,
  onClose,
}: Readonly<{ onIssued: (issued: Issued) => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const [form] = Form.useForm<Fields>();
  const issue = useAct<Issued>((issued) => {
    onIssued(issued);
    onClose();
  });
  const required = [{ required: true }];
  const isJwk = (_: unknown, text?: string) =>
    !text || jwkIn(text) ? Promise.resolve() : Promise.reject(new Error(t('people.not-jwk')));
  return (
    <Modal
      open
      title={t('people.issue')}
      okText={t('people.go')}
      cancelText={t('people.stay')}
      confirmLoading={issue.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      {issue.error && <ProblemAlert error={issue.error} />}
      <Form<Fields>
        form={form}
        name="key"
        layout="vertical"
        initialValues={{ role: 'platform' }}
        onFinish={(fields) => issue.mutate({ method: 'POST', path: KEYS, body: bodyOf(fields) })}
      >
        <Form.Item name="user" label={t('people.machine-user')} rules={required}>
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
        <Form.Item name="name" label={t('people.machine-name')} rules={required}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="role" label={t('people.role')} rules={required}>
          <Select options={optionsOf((terms?.roles ?? []).filter(({ code }) => MACHINES.includes(code)))} />
        </Form.Item>
        <Form.Item name="office" label={t('people.office')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={optionsOf(terms?.offices ?? [])} />
        </Form.Item>
        <Form.Item name="district" label={t('people.district')}>
          <Select allowClear options={optionsOf(terms?.districts ?? [])} />
        </Form.Item>
        <Form.Item name="signingKey" label={t('people.signing-key')} extra={t('people.signing-key-how')}>
          <Input autoComplete="off" maxLength={43} />
        </Form.Item>
        <Form.Item
          name="publicKey"
          label={t('people.public-key')}
          extra={t('people.public-key-how')}
          rules={[{ validator: isJwk }]}
        >
          <Input.TextArea rows={3} maxLength={1_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
