import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.js';
import { queryOf } from '../api/queries.js';
import { ProblemAlert } from '../kit/problem.js';
import { Wanted } from './checklist-line.js';
import type { ChecklistLine } from './papers.js';
import './papers.css';

const SCHEME = 'scheme';

/**
 * What papers the rules ask of a scheme of this form and route, before it is a case that they can be attached
 * to. Nothing while one of the two is not chosen.
 */
export function PapersToCome({ form, route }: Readonly<{ form: string; route: string }>) {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['checklist', form, route],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/checklists?${queryOf({ form, route })}`;
      return (await ask<Readonly<{ items: readonly ChecklistLine[] }>>(path, { signal })).body.items;
    },
    enabled: form !== '' && route !== '',
  });
  const lines = data?.filter(({ stage }) => stage === SCHEME) ?? [];
  if (error && !data) return <ProblemAlert error={error} />;
  if (lines.length === 0) return null;
  return (
    <section className="papers-to-come" aria-labelledby="papers-to-come">
      <h2 id="papers-to-come" className="section">
        {t('papers.to-come')}
      </h2>
      <p className="secondary">{t('papers.to-come-when')}</p>
      <ul className="plain-list">
        {lines.map((line) => (
          <li key={line.kind} className="paper-line">
            <Wanted line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}
