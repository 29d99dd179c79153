import { Card, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { AdminPage } from '../admin/parts.js';
import { useDemonstration, useSession, useTerms } from '../api/queries.js';
import type { Session, Terms } from '../api/types.js';
import { useDistrict } from '../kit/district.js';
import { useNames } from '../kit/names.js';
import { Failed, Loading, LoadingPage } from '../kit/states.js';
import './begin.css';
import type { Judged } from './lines.js';
import { LINES, wayOf } from './ways.js';
import type { LineName } from './ways.js';
import { useBegin } from './use-begin.js';

/** Told by sign and text, and by the colours of the bands besides. */
const SIGNS = {
  there: ['✓', 'ample'],
  look: ['◐', 'near'],
  missing: ['○', 'overdue'],
  unseen: ['？', 'ample'],
} as const;

/** What is there for the first scheme and what is missing, each with its page and its command. */
export default function BeginPage() {
  const { data: session } = useSession();
  const { data: terms, error, refetch } = useTerms();
  if (!terms || !session)
    return error ? <Failed error={error} onAgain={() => void refetch()} /> : <LoadingPage />;
  return <Begin session={session} terms={terms} />;
}

function Begin({ session, terms }: Readonly<{ session: Session; terms: Terms }>) {
  const { t } = useTranslation();
  const [, setSearch] = useSearchParams();
  const { data: demonstration } = useDemonstration();
  const own = session.rights.district;
  const district = useDistrict();
  const { judged, year, error, again } = useBegin(session, terms, district);
  const mine = LINES.filter((name) => isFor(session, name));
  const others = LINES.filter((name) => !mine.includes(name));
  const stands = mine.flatMap((name) => judged[name]?.state ?? []);
  const count = (state: Judged['state']) => stands.filter((each) => each === state).length;
  return (
    <AdminPage title={t('begin.title')}>
      <p className="secondary">{t('begin.what')}</p>
      {own === undefined && (
        <div className="admin-line">
          <Select
            aria-label={t('begin.district')}
            value={district}
            onChange={(chosen) => setSearch({ district: chosen }, { replace: true })}
            options={terms.districts.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </div>
      )}
      {error && <Failed error={error} onAgain={again} />}
      <p role="status">
        {stands.length === mine.length
          ? t('begin.count', { there: count('there'), look: count('look'), missing: count('missing') })
          : t('begin.asking')}
      </p>
      {stands.length === 0 && !error && <Loading />}
      <ul className="admin-list begin-list" aria-label={t('begin.title')}>
        {mine.map((name) => (
          <Line key={name} {...{ session, name, judged: judged[name], district, year }} />
        ))}
      </ul>
      {others.length > 0 && <Others names={others} />}
      {demonstration && demonstration.people.length > 0 && <Clear />}
    </AdminPage>
  );
}

const isFor = ({ may }: Session, name: LineName): boolean => {
  const { right } = wayOf(name);
  return right === undefined || may[right] !== undefined;
};

type Shown = Readonly<{
  session: Session;
  name: LineName;
  judged: Judged | undefined;
  district: string;
  year: number;
}>;

/** Nothing as long as its answer has not come. */
function Line({ session, name, judged, district, year }: Shown) {
  const { t } = useTranslation();
  if (!judged) return null;
  const { state, told, values } = judged;
  const { page, pageRight, command } = wayOf(name);
  const [sign, band] = SIGNS[state];
  const isTheirs = pageRight === undefined || session.may[pageRight] !== undefined;
  const to = name === 'quota' ? `${page}?district=${district}&year=${year}` : page;
  return (
    <li className="begin-line" data-line={name}>
      <Tag className={`band band-${band}`}>
        <span aria-hidden>{sign} </span>
        {t(`begin.state-${state}`)}
      </Tag>
      <div>
        <strong>{isTheirs ? <Link to={to}>{t(`begin.${name}`)}</Link> : t(`begin.${name}`)}</strong>
        <div>{t(`begin.${name}-${told}`, values)}</div>
        {name === 'accounts' && Number(values.initial) > 0 && (
          <div>{t('begin.accounts-initial', { count: Number(values.initial) })}</div>
        )}
        <code>{command}</code>
      </div>
    </li>
  );
}

/** What somebody may not see, and who can. */
function Others({ names }: Readonly<{ names: readonly LineName[] }>) {
  const { t } = useTranslation();
  const { roleName } = useNames();
  return (
    <Card size="small" title={<h2>{t('begin.others')}</h2>}>
      <ul className="plain-list">
        {names.map((name) => (
          <li key={name}>
            {t('begin.of', { what: t(`begin.${name}`), who: wayOf(name).who.map(roleName).join('、') })}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Each is typed at the machine itself: by a click nobody sets anything aside. */
const COMMANDS = ['npm run begin', 'npm start', 'npm run -s rushi -- first-admin zhangwei'] as const;

function Clear() {
  const { t } = useTranslation();
  return (
    <Card size="small" title={<h2>{t('begin.clear')}</h2>}>
      <p>{t('begin.clear-what')}</p>
      <ol>
        <li>{t('begin.clear-stop')}</li>
        {COMMANDS.map((command, nth) => (
          <li key={command}>
            <code>{command}</code> {t(`begin.clear-${nth + 1}`)}
          </li>
        ))}
      </ol>
      <p className="secondary">{t('begin.clear-elsewhere')}</p>
    </Card>
  );
}
