import { Button, Table, Tag } from 'antd';
import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { filtersIn } from '../api/paged.js';
import '../entry/entry.css';
import { useNames } from '../kit/names.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import { Filters } from './filters.js';
import { LIST_FILTERS, STATES, useRegistrations } from './queries.js';
import type { Registration } from './queries.js';
import { RegistrationDetails } from './registration-details.js';
import './registration.css';

/** What is to be registered in a district, what came back, and what stands in the register. */
export default function RegistrationPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const columns = useColumns();
  const found = useRegistrations(filtersIn(search, LIST_FILTERS));
  if (found.isPending) return <LoadingPage />;
  if (!found.data) return <Failed error={found.error} onAgain={() => void found.refetch()} />;
  const rows = found.data.pages.flatMap(({ items }) => items);
  const states = STATES.map((state) => ({ value: state, label: t(`registration.state.${state}`) }));
  return (
    <div className="case">
      <PageTitle title={t('registration.title')}>
        <Link to="/registration/days">{t('registration.to-days')}</Link>
      </PageTitle>
      <Filters
        {...{ search, onSearch: setSearch }}
        first={{
          name: 'state',
          label: t('registration.by.state'),
          any: t('registration.any.state'),
          options: states,
        }}
      />
      <p role="status" className="secondary">
        {t(found.hasNextPage ? 'registration.shown-of' : 'registration.shown', { count: rows.length })}
      </p>
      <Table<Registration>
        size="small"
        rowKey={({ subject }) => subject.entry}
        dataSource={rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText: (
            <Nothing why={t('registration.nothing')}>
              {search.size > 0 && <Button onClick={() => setSearch({})}>{t('cases.clear')}</Button>}
            </Nothing>
          ),
        }}
        expandable={{
          columnTitle: t('registration.details'),
          expandedRowRender: (row) => <RegistrationDetails of={row} />,
        }}
        columns={columns}
      />
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </div>
  );
}

function useColumns(): NonNullable<TableProps<Registration>['columns']> {
  const { t } = useTranslation();
  const { placeName, workName } = useNames();
  return [
    {
      title: t('registration.entry'),
      key: 'entry',
      render: (_, { subject }) => <Link to={`/entries/${subject.entry}`}>{subject.entry}</Link>,
    },
    {
      title: t('registration.place'),
      key: 'place',
      render: (_, { subject, village }) => `${placeName(subject.township)} ${village}`,
    },
    {
      title: t('registration.holder'),
      key: 'holder',
      render: (_, { tenure, buyer }) => tenure?.holder ?? buyer ?? '—',
    },
    {
      title: t('registration.state'),
      key: 'state',
      render: (_, row) => <StateOf of={row} />,
    },
    {
      title: t('registration.certificate'),
      key: 'certificate',
      render: (_, { certificates }) => certificates.at(-1)?.certificateNo ?? '—',
    },
    {
      title: t('registration.work'),
      key: 'work',
      render: (_, { work }) =>
        work ? <Link to={`/desk/${encodeURIComponent(work.id)}`}>{workName(work.kind)}</Link> : '—',
    },
    { title: t('registration.changed'), key: 'changed', render: (_, { changedOn }) => changedOn },
  ];
}

/** Told by words; what holds it up and until when it is to be decided stands beside. */
function StateOf({ of: { state, overdue, decideBy, burdens } }: Readonly<{ of: Registration }>) {
  const { t } = useTranslation();
  const isHeld = burdens.some(({ liftedOn }) => liftedOn === undefined);
  return (
    <>
      <Tag className={`registration-state registration-${state}`}>{t(`registration.state.${state}`)}</Tag>
      {isHeld && <Tag className="registration-state">{t('registration.held')}</Tag>}
      {decideBy !== undefined && (
        <div className={overdue ? 'registration-late' : 'secondary'}>
          {decideBy === null
            ? t('registration.decide-open')
            : t(overdue ? 'registration.overdue' : 'registration.decide-by', { day: decideBy })}
        </div>
      )}
    </>
  );
}
