import { Checkbox, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTerms } from '../api/queries.js';
import type { Person, Term } from '../api/types.js';
import { ProblemAlert } from '../kit/problem.js';
import { ACCOUNTS, accountPath } from './accounts.js';
import type { Account, WithPassword } from './accounts.js';
import { useAct } from './asking.js';

/** They sign in with keys, and the engine not at all. */
export const MACHINES: readonly string[] = ['platform', 'registry', 'treasury', 'monitor'];
const NO_PERSON: ReadonlySet<string> = new Set([...MACHINES, 'engine']);

type Shown = Readonly<{
  account: Account | undefined;
  onMade: (made: WithPassword) => void;
  onClose: () => void;
}>;

export const optionsOf = (terms: readonly Term[]) =>
  terms.map(({ code, name }) => ({ value: code, label: name }));
/** Nothing that is empty is sent. */
export const filledIn = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  ) as Partial<T>;

/** A new account, or another role, office or area; which areas a role needs, the server says. */
export function AccountForm({ account, onMade, onClose }: Shown) {
  const { t } = useTranslation();
  const { data: terms } = useTerms();
  const [form] = Form.useForm<Person>();
  const district = Form.useWatch('district', form);
  const make = useAct<WithPassword>((made) => {
    onMade(made);
    onClose();
  });
  const change = useAct(onClose);
  const send = ({ user, ...fields }: Person) =>
    account
      ? change.mutate({ method: 'PUT', path: accountPath(account.user), body: filledIn(fields) })
      : make.mutate({ method: 'POST', path: ACCOUNTS, body: filledIn({ user, ...fields }) });
  const error = make.error ?? change.error;
  const required = [{ required: true }];
  const search = { optionFilterProp: 'label' };
  return (
    <Modal
      open
      title={account ? t('people.change-of', { user: account.user }) : t('people.add')}
      okText={t('people.go')}
      cancelText={t('people.stay')}
      confirmLoading={make.isPending || change.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      {error && <ProblemAlert error={error} />}
      <Form<Person> form={form} name="account" layout="vertical" initialValues={account} onFinish={send}>
        {!account && (
          <Form.Item name="user" label={t('people.user')} extra={t('people.user-how')} rules={required}>
            <Input autoComplete="off" maxLength={64} />
          </Form.Item>
        )}
        <Form.Item name="name" label={t('people.name')} rules={required}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="role" label={t('people.role')} rules={required}>
          <Select
            showSearch={search}
            options={optionsOf((terms?.roles ?? []).filter(({ code }) => !NO_PERSON.has(code)))}
          />
        </Form.Item>
        <Form.Item name="office" label={t('people.office')} rules={required}>
          <Select showSearch={search} options={optionsOf(terms?.offices ?? [])} />
        </Form.Item>
        <Form.Item name="district" label={t('people.district')}>
          <Select allowClear showSearch={search} options={optionsOf(terms?.districts ?? [])} />
        </Form.Item>
        <Form.Item name="township" label={t('people.township')}>
          <Select
            allowClear
            showSearch={search}
            options={optionsOf((terms?.townships ?? []).filter((each) => each.district === district))}
          />
        </Form.Item>
        <Form.Item name="chief" valuePropName="checked">
          <Checkbox>{t('people.is-chief')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
