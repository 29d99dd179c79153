import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ApiError } from '../api/client.js';
import { useSession } from '../api/queries.js';
import { Failed, LoadingPage } from '../kit/states.js';

/** Where a password that somebody else has seen is given up, and where a second factor is set up. */
const [INITIAL_PASSWORD, SECURITY] = ['/password', '/security'];

/**
 * Shows its pages to whoever is signed in; others sign in first and come back to where they wanted to go, and
 * who has somebody else's password, or needs a second factor, sees to that before.
 */
export function SignedIn({ frame }: Readonly<{ frame: ReactNode }>) {
  const { data, error, refetch } = useSession();
  const { pathname, search } = useLocation();
  if (data?.mustChangePassword) {
    if (pathname !== INITIAL_PASSWORD) return <Navigate to={INITIAL_PASSWORD} replace />;
  } else if (data?.mustSetFactor && pathname !== SECURITY) return <Navigate to={SECURITY} replace />;
  if (data) return frame;
  if (error instanceof ApiError && error.isSignedOut)
    return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} replace />;
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  return <LoadingPage />;
}
