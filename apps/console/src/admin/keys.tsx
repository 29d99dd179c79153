import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../kit/names.js';
import { ProblemAlert } from '../kit/problem.js';
import { Failed, Loading, Nothing } from '../kit/states.js';
import { useAct, useOne, when } from './asking.js';
import { KeyForm } from './key-form.js';
import { AdminTable, ShownOnce } from './parts.js';

export type Key = Readonly<{
  id: string;
  user: string;
  name: string;
  office: string;
  role?: string;
  district?: string;
  signingKey?: string;
  publicKey?: Readonly<{ kty: string; crv: string; x: string; y?: string }>;
  issuedBy?: string;
  issuedAt?: string;
}>;
export type Issued = Key & Readonly<{ key?: string }>;
export const KEYS = '/api/v1/api-keys';

/** Keys of machines of other houses. Their secrets are shown when they are issued and never again. */
export function Keys({ mayManage }: Readonly<{ mayManage: boolean }>) {
  const { t } = useTranslation();
  const { data, error, refetch } = useOne<{ items: readonly Key[] }>(KEYS);
  const { roleName, officeName, placeName } = useNames();
  const [isOpen, setOpen] = useState(false);
  const [issued, setIssued] = useState<Issued>();
  const revoke = useAct();
  if (!data) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  return (
    <>
      <div className="admin-line">
        {mayManage && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('people.issue')}
          </Button>
        )}
        <span className="secondary">{t('people.keys-what')}</span>
      </div>
      {revoke.error && <ProblemAlert error={revoke.error} />}
      <AdminTable<Key>
        rowKey="id"
        dataSource={data.items}
        locale={{ emptyText: <Nothing why={t('people.no-keys')} /> }}
        columns={[
          {
            title: t('people.machine'),
            render: (_, { name, user }) => (
              <>
                {name} <span className="secondary">{user}</span>
              </>
            ),
          },
          { title: t('people.role'), render: (_, { role }) => roleName(role ?? 'platform') },
          { title: t('people.office'), render: (_, { office }) => officeName(office) },
          { title: t('people.district'), render: (_, { district }) => district && placeName(district) },
          {
            title: t('people.shows-by'),
            render: (_, { publicKey, signingKey }) =>
              [
                t(publicKey ? 'people.by-public' : 'people.by-secret'),
                ...(signingKey ? [t('people.signs')] : []),
              ].join(' · '),
          },
          {
            title: t('people.issued'),
            render: (_, { issuedBy, issuedAt }) => `${issuedAt ? when(issuedAt) : ''} ${issuedBy ?? ''}`,
          },
          ...(mayManage
            ? [
                {
                  title: t('people.acts'),
                  render: (_: unknown, { id, user }: Key) => (
                    <Popconfirm
                      title={t('people.revoke-sure', { user })}
                      okText={t('people.go')}
                      cancelText={t('people.stay')}
                      onConfirm={() =>
                        revoke.mutate({ method: 'DELETE', path: `${KEYS}/${encodeURIComponent(id)}` })
                      }
                    >
                      <Button type="link" size="small" aria-label={`${t('people.revoke')} ${user}`}>
                        {t('people.revoke')}
                      </Button>
                    </Popconfirm>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isOpen && <KeyForm onIssued={setIssued} onClose={() => setOpen(false)} />}
      {issued?.key !== undefined && (
        <ShownOnce
          title={t('people.key-of', { user: issued.user })}
          secret={issued.key}
          onClose={() => setIssued(undefined)}
        />
      )}
    </>
  );
}
