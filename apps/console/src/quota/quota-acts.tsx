import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { FormField, Term } from '../api/types.js';
import { useMay } from '../entry/queries.js';
import type { TypedGroup } from '../form/typed.js';
import { ActForm, fieldOf } from '../kit/act-form.js';
import { yearPath } from './queries.js';

/** What the plan office does, with the last part of its route. */
const ACTS = { issue: 'issues', adjust: 'adjustments', batch: 'batches', close: 'closing' } as const;
type Act = keyof typeof ACTS;
type Of = Readonly<{ district: string; year: number; today: string; kinds: readonly Term[] }>;

/** The documents of the plan office, for whoever may register them. */
export function QuotaActs({ isClosed, ...of }: Of & Readonly<{ isClosed: boolean }>) {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act>();
  const mays: Readonly<Record<Act, boolean>> = {
    issue: useMay('quota.issue'),
    adjust: useMay('quota.adjust'),
    batch: useMay('quota.batch'),
    close: useMay('quota.close'),
  };
  const acts = (Object.keys(ACTS) as Act[]).filter((each) => mays[each]);
  if (acts.length === 0 || isClosed) return null;
  return (
    <Card size="small" title={<h2 className="section">{t('quota.acts')}</h2>}>
      <Space wrap>
        {acts.map((each) => (
          <Button
            key={each}
            autoInsertSpace={false}
            aria-expanded={act === each}
            onClick={() => setAct(each)}
          >
            {t(`quota.act.${each}`)}
          </Button>
        ))}
      </Space>
      {act && <Filled key={act} act={act} onEnd={() => setAct(undefined)} {...of} />}
    </Card>
  );
}

function Filled({
  act,
  district,
  year,
  today,
  kinds,
  onEnd,
}: Of & Readonly<{ act: Act; onEnd: () => void }>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const begun: TypedGroup = act === 'batch' ? { openedOn: today } : {};
  return (
    <section aria-label={t(`quota.act.${act}`)} style={{ marginTop: 12 }}>
      <p className="secondary">{t(`quota.means.${act}`, { year })}</p>
      <ActForm
        fields={fieldsOf(act, t, kinds)}
        begun={begun}
        act={t('quota.register')}
        path={`${yearPath(district, year)}/${ACTS[act]}`}
        {...(act === 'close' ? { phrase: String(year) } : {})}
        onCancel={onEnd}
        onDone={async () => {
          onEnd();
          await queries.invalidateQueries({ queryKey: ['quotas'] });
        }}
      />
    </section>
  );
}

/** A difference carries its sign. */
const CHANGE = '^[+-]?\\d{1,11}(\\.\\d{1,2})?$';

function fieldsOf(act: Act, t: TFunction, kinds: readonly Term[]): readonly FormField[] {
  const document = fieldOf('documentNo', t('quota.document'), 'line');
  const kind = fieldOf('kind', t('quota.kind'), 'choice', {
    choices: kinds.map(({ code }) => code),
    names: Object.fromEntries(kinds.map(({ code, name }) => [code, name])),
  });
  switch (act) {
    case 'issue':
      return [
        kind,
        fieldOf('areaM2', t('quota.area'), 'area'),
        document,
        fieldOf('origin', t('quota.origin'), 'object', {
          required: false,
          fields: [
            fieldOf('district', t('quota.origin-district'), 'line', { example: '370114' }),
            fieldOf('acceptanceNo', t('quota.origin-document'), 'line'),
          ],
        }),
      ];
    case 'adjust':
      return [
        kind,
        fieldOf('deltaM2', t('quota.change'), 'pattern', { pattern: CHANGE, example: '-20000.00' }),
        document,
      ];
    case 'batch':
      return [
        fieldOf('batchNo', t('quota.batchNo'), 'line'),
        fieldOf('openedOn', t('quota.openedOn'), 'day'),
        fieldOf('limitM2', t('quota.limitM2'), 'area'),
      ];
    case 'close':
      return [document];
  }
}
