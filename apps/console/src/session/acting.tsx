import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { actFor } from '../api/acting.js';
import { ask } from '../api/client.js';
import { useSession } from '../api/queries.js';
import type { Session } from '../api/types.js';

type Delegation = Readonly<{ from: string; to: string }>;
export type Absent = Readonly<{ user: string; name: string }>;

/** Those for whom this person may work today, as the server says when it is asked in their name. */
export function useAbsent(enabled: boolean) {
  const { data: session } = useSession();
  const user = session?.person.user;
  return useQuery({
    queryKey: ['absent', user],
    queryFn: async ({ signal }): Promise<readonly Absent[]> => {
      const { body } = await ask<{ items: readonly Delegation[] }>('/api/v1/delegations', { signal });
      const given = body.items.filter(({ to }) => to === user).map(({ from }) => from);
      const found = await Promise.all([...new Set(given)].map((from) => inNameOf(from, signal)));
      return found.filter((one) => one !== undefined);
    },
    enabled: enabled && user !== undefined,
  });
}

/** Nobody, where they are not away today: the delegation is over, or has not begun. */
const inNameOf = (from: string, signal: AbortSignal): Promise<Absent | undefined> =>
  ask<Session>('/api/v1/session', { onBehalfOf: from, signal }).then(
    ({ body: { rights } }) => ({ user: rights.user, name: rights.name }),
    () => undefined,
  );

/** Above every page: whose work this is, and the way back to one's own. */
export function ActingLine() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  if (!session || session.rights.user === session.person.user) return null;
  return (
    <Alert
      banner
      role="status"
      type="warning"
      title={<strong>{t('acting.now', { name: session.rights.name })}</strong>}
      action={
        <Button size="small" onClick={() => actFor(undefined)}>
          {t('acting.leave')}
        </Button>
      }
    />
  );
}
