import { App, Button, Input, Popconfirm, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTerms } from '../api/queries.js';
import type { Person } from '../api/types.js';
import { useNames } from '../kit/names.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, Loading, Nothing } from '../kit/states.js';
import { AccountForm } from './account-form.js';
import { useAct, useAll } from './asking.js';
import { AdminTable, AskReason, ShownOnce } from './parts.js';

export type Account = Person & Readonly<{ disabled: boolean; mustChangePassword: boolean }>;
export type WithPassword = Readonly<{ account: Account; initialPassword: string }>;
export const ACCOUNTS = '/api/v1/accounts';
export const accountPath = (user: string): string => `${ACCOUNTS}/${encodeURIComponent(user)}`;

/** Everybody who has an account. */
export function Accounts({ mayManage }: Readonly<{ mayManage: boolean }>) {
  const { t } = useTranslation();
  const { data, error, refetch } = useAll<Account>(ACCOUNTS);
  const { data: terms } = useTerms();
  const { roleName, officeName, placeName } = useNames();
  const [text, setText] = useState('');
  const [role, setRole] = useState('');
  const [edited, setEdited] = useState<Account | 'new'>();
  const [shown, setShown] = useState<WithPassword>();
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  const told = (each: Account) => [each.user, each.name, officeName(each.office), roleName(each.role)];
  const wanted = text.trim().toLowerCase();
  const rows = data.filter(
    (each) =>
      (role === '' || each.role === role) && told(each).some((words) => words.toLowerCase().includes(wanted)),
  );
  const areas = ({ district, township }: Account) =>
    [district, township].flatMap((code) => (code === undefined ? [] : [placeName(code)])).join(' · ');
  return (
    <>
      <div className="admin-line">
        <Input.Search
          className="admin-word"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          allowClear
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Select
          aria-label={t('people.role')}
          value={role}
          onChange={setRole}
          options={[
            { value: '', label: t('people.any-role') },
            ...(terms?.roles ?? [])
              .filter(({ code }) => data.some((each) => each.role === code))
              .map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        {mayManage && (
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('people.add')}
          </Button>
        )}
        <span role="status" className="secondary">
          {t('people.count', { shown: rows.length, all: data.length })}
        </span>
      </div>
      <AdminTable<Account>
        rowKey="user"
        dataSource={rows}
        locale={{ emptyText: <Nothing why={t('people.nobody')} /> }}
        columns={[
          {
            title: t('people.name'),
            render: (_, { name, user }) => (
              <>
                {name} <span className="secondary">{user}</span>
              </>
            ),
          },
          { title: t('people.role'), render: (_, each) => roleName(each.role) },
          {
            title: t('people.office'),
            render: (_, { office, chief }) => (
              <>
                {officeName(office)} {chief && <Tag>{t('people.chief')}</Tag>}
              </>
            ),
          },
          { title: t('people.area'), render: (_, each) => areas(each) },
          {
            title: t('people.state'),
            render: (_, { disabled, mustChangePassword }) => (
              <>
                <Tag>{t(disabled ? 'people.disabled' : 'people.enabled')}</Tag>
                {mustChangePassword && <Tag>{t('people.initial')}</Tag>}
              </>
            ),
          },
          ...(mayManage
            ? [
                {
                  title: t('people.acts'),
                  render: (_: unknown, each: Account) => (
                    <Acts account={each} onEdit={() => setEdited(each)} onPassword={setShown} />
                  ),
                },
              ]
            : []),
        ]}
      />
      {edited !== undefined && (
        <AccountForm
          account={edited === 'new' ? undefined : edited}
          onMade={setShown}
          onClose={() => setEdited(undefined)}
        />
      )}
      {shown && (
        <ShownOnce
          title={t('people.password-of', { user: shown.account.user })}
          secret={shown.initialPassword}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

type ActsShown = Readonly<{
  account: Account;
  onEdit: () => void;
  onPassword: (made: WithPassword) => void;
}>;

function Acts({ account, onEdit, onPassword }: ActsShown) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isAsked, setAsked] = useState(false);
  const { user, disabled } = account;
  const state = useAct(() => {
    setAsked(false);
    void message.success(t('people.saved'));
  });
  const reset = useAct<WithPassword>(onPassword);
  const factor = useAct(() => void message.success(t('people.saved')));
  const verb = t(disabled ? 'people.enable' : 'people.disable');
  return (
    <>
      <Button type="link" size="small" aria-label={`${t('people.change')} ${user}`} onClick={onEdit}>
        {t('people.change')}
      </Button>
      <Button type="link" size="small" aria-label={`${verb} ${user}`} onClick={() => setAsked(true)}>
        {verb}
      </Button>
      <Popconfirm
        title={t('people.reset-sure', { user })}
        okText={t('people.go')}
        cancelText={t('people.stay')}
        onConfirm={() => reset.mutate({ method: 'POST', path: `${accountPath(user)}/password` })}
      >
        <Button type="link" size="small" aria-label={`${t('people.reset')} ${user}`}>
          {t('people.reset')}
        </Button>
      </Popconfirm>
      <Popconfirm
        title={t('people.factor-sure', { user })}
        okText={t('people.go')}
        cancelText={t('people.stay')}
        onConfirm={() => factor.mutate({ method: 'DELETE', path: `${accountPath(user)}/second-factor` })}
      >
        <Button type="link" size="small" aria-label={`${t('people.factor')} ${user}`}>
          {t('people.factor')}
        </Button>
      </Popconfirm>
      {(reset.error ?? factor.error) && <ProblemAlert error={(reset.error ?? factor.error)!} />}
      {isAsked && (
        <AskReason
          title={`${verb} ${user}`}
          what={t(disabled ? 'people.enable-what' : 'people.disable-what')}
          error={state.error}
          isPending={state.isPending}
          onClose={() => setAsked(false)}
          onGo={(reason) =>
            state.mutate({
              method: 'PUT',
              path: `${accountPath(user)}/state`,
              body: { disabled: !disabled, reason },
            })
          }
        />
      )}
    </>
  );
}
