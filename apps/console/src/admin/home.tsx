import { Navigate } from 'react-router';
import { useSession } from '../api/queries.js';
import { ADMIN_PLACES } from './places.js';

/** Leads to the desk, and whoever has none to the first page that is theirs. */
export function Home() {
  const { data: session } = useSession();
  const has = (right: string) => session?.may[right] !== undefined;
  const other = has('task.read') ? undefined : ADMIN_PLACES.find(({ may }) => has(may));
  return <Navigate to={other?.key ?? '/desk'} replace />;
}
