import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.js';
import { queryOf } from '../api/queries.js';
import { AreaInWords } from '../entry/key-facts.js';
import type { Ring } from '../form/rings.js';
import { Issues } from '../ground/report-view.js';
import type { Issue } from '../ground/layers.js';
import { ProblemAlert } from '../kit/problem.js';
import { Loading } from '../kit/states.js';
import { countsOf } from './boundary-reading.js';

export type ReadParcel = Readonly<{ label: string; rings: readonly Ring[]; areaM2?: string }>;
type Reading = Readonly<{
  recognition: string;
  sure: string;
  crs?: string;
  parcels: readonly ReadParcel[];
  issues: readonly Issue[];
}>;

/**
 * A surveyor's file instead of corners copied by hand: what it says, what is doubtful in it, and the parcel
 * of it that the scheme is about. Nothing of it is kept but what somebody takes over.
 */
export function BoundaryFile({
  district,
  onTake,
}: Readonly<{ district: string; onTake: (crs: string, rings: readonly Ring[]) => void }>) {
  const { t } = useTranslation();
  const id = useId();
  const reading = useMutation({
    mutationFn: async (file: File) => {
      const query = queryOf({ district, file: file.name });
      return (await ask<Reading>(`/api/v1/boundaries/readings?${query}`, { method: 'POST', bytes: file }))
        .body;
    },
  });
  const { data } = reading;
  return (
    <div className="form-field">
      <label htmlFor={id} className="form-label">
        {t('scheme.file')}
      </label>
      <input
        id={id}
        type="file"
        aria-describedby={`${id}hint`}
        disabled={district === '' || reading.isPending}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) reading.mutate(file);
          target.value = ''; // The same file again, after it was mended.
        }}
      />
      <div id={`${id}hint`} className="form-hint">
        {t(district === '' ? 'scheme.file-district' : 'scheme.file-hint')}
      </div>
      {reading.isPending && <Loading />}
      {reading.error && <ProblemAlert error={reading.error} />}
      {data && (
        <section aria-label={t('scheme.file-read')}>
          <Alert type={data.sure === 'none' ? 'warning' : 'info'} title={data.recognition} />
          <Parcels of={data} onTake={onTake} />
          {data.issues.length > 0 && (
            <Issues of={{ issues: data.issues, issueCounts: countsOf(data.issues) }} />
          )}
        </section>
      )}
    </div>
  );
}

function Parcels({
  of: { crs, parcels },
  onTake,
}: Readonly<{ of: Reading; onTake: (crs: string, rings: readonly Ring[]) => void }>) {
  const { t } = useTranslation();
  if (crs === undefined || parcels.length === 0) return <p>{t('scheme.file-none')}</p>;
  return (
    <ul className="plain-list">
      {parcels.map(({ label, rings, areaM2 }, index) => (
        <li key={index} className="task-line">
          <span>
            {label}
            {areaM2 !== undefined && (
              <>
                {' · '}
                <AreaInWords m2={areaM2} />
              </>
            )}
          </span>
          <Button
            size="small"
            aria-label={t('scheme.file-take-label', { label })}
            onClick={() => onTake(crs, rings)}
          >
            {t('scheme.file-take')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
