import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../entry/queries.js';
import { useUnread } from './notices.js';
import './bell.css';

/** The server counts no further. */
const COUNTED_MAX = 99;

/** In the head: how much somebody has not read yet, and the way there. */
export function Bell() {
  const { t } = useTranslation();
  const mayRead = useMay('entry.read');
  const { data: unread = 0 } = useUnread(mayRead);
  if (!mayRead) return null;
  const count = unread >= COUNTED_MAX ? `${COUNTED_MAX}+` : String(unread);
  return (
    <Link
      to="/notices"
      className="bell"
      aria-label={unread > 0 ? t('notices.unread', { count }) : t('notices.title')}
    >
      {t('notices.title')}
      {unread > 0 && <span className="bell-count">{count}</span>}
    </Link>
  );
}
