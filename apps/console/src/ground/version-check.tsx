import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.js';
import { useSession } from '../api/queries.js';
import { useMay } from '../entry/queries.js';
import { ActForm, fieldOf } from '../kit/act-form.js';
import { ProblemAlert } from '../kit/problem.js';
import { Loading } from '../kit/states.js';
import { isPlane } from '../map/geometry.js';
import { spansOf } from './layers.js';
import type { Checked, Standing, Version } from './layers.js';
import { layersPath, useChecked } from './queries.js';
import { Found, IssueKinds, Issues } from './report-view.js';

const FeaturesMap = lazy(() => import('../map/features-map.js'));

type Of = Readonly<{ district: string; version: Version; today: string; standing: Standing }>;

/** Everything that somebody looks at before a version counts, and the two acts that make it count or not. */
export function VersionCheck(of: Of) {
  const { t } = useTranslation();
  const { district, version } = of;
  const { content, file } = version;
  const { data, error } = useChecked(district, version);
  const extent = spansOf(content.extent);
  return (
    <div className="layer-check">
      <Found of={{ ...content, recognition: content.reading.zh }} />
      <p className="secondary">{t('layers.extent', { crs: content.system, ...extent })}</p>
      <details className="layer-digests">
        <summary>{t('layers.digests', { file: file.name })}</summary>
        <div>SHA-256 {file.sha256}</div>
        <div>SM3 {file.sm3}</div>
      </details>
      {error && !data && <ProblemAlert error={error} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          {data.report ? <Issues of={data.report} /> : <IssueKinds kinds={data.issues} />}
          <Sample of={data} />
        </>
      )}
      <Acts {...of} />
    </div>
  );
}

function Sample({ of: { system, features, taken, extent } }: Readonly<{ of: Checked }>) {
  const { t } = useTranslation();
  if (features.length === 0) return null;
  const names = [...new Set(features.map(({ name }) => name))];
  return (
    <>
      <h3 className="section">
        {t(features.length < taken ? 'layers.sample' : 'layers.whole', { count: features.length, taken })}
      </h3>
      {isPlane(system) && (
        <Suspense fallback={<Loading />}>
          <FeaturesMap crs={system} features={features} extent={extent} />
        </Suspense>
      )}
      <details>
        <summary>{t('layers.names', { count: names.length })}</summary>
        {names.join('、')}
      </details>
    </>
  );
}

function Acts({ district, version, today, standing }: Of) {
  const { t } = useTranslation();
  const user = useSession().data?.person.user ?? '';
  const [mayAdopt, mayRetire] = [useMay('layer.adopt'), useMay('layer.retire')];
  const [act, setAct] = useState<'adopt' | 'retire'>();
  const canAdopt = mayAdopt && standing === 'waiting';
  const isOwn = version.importedBy.includes(user);
  const canRetire = mayRetire && standing !== 'retired';
  if (!canAdopt && !canRetire) return null;
  return (
    <div className="layer-acts">
      {canAdopt && isOwn && <Alert type="info" showIcon title={t('layers.own')} />}
      <Space wrap>
        {canAdopt && !isOwn && (
          <Button
            type="primary"
            autoInsertSpace={false}
            aria-expanded={act === 'adopt'}
            onClick={() => setAct('adopt')}
          >
            {t('layers.adopt')}
          </Button>
        )}
        {canRetire && (
          <Button autoInsertSpace={false} aria-expanded={act === 'retire'} onClick={() => setAct('retire')}>
            {t('layers.retire')}
          </Button>
        )}
      </Space>
      {act && (
        <Act
          key={act}
          act={act}
          district={district}
          version={version}
          today={today}
          onEnd={() => setAct(undefined)}
        />
      )}
    </div>
  );
}

/** By a document, and with the number of the version typed once more: parcels are judged by it. */
function Act({
  act,
  district,
  version,
  today,
  onEnd,
}: Omit<Of, 'standing'> & Readonly<{ act: 'adopt' | 'retire'; onEnd: () => void }>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { layer, content } = version;
  const left = content.found - content.taken;
  const documentNo = fieldOf('documentNo', t('layers.document'), 'line');
  const fields =
    act === 'retire'
      ? [documentNo, fieldOf('reason', t('layers.reason'), 'paragraph')]
      : [
          documentNo,
          fieldOf('validFrom', t('layers.from'), 'day'),
          ...(left > 0 ? [fieldOf('leftOut', t('layers.left-out', { count: left }), 'whole')] : []),
        ];
  const which = { layer, version: version.version };
  const to = act === 'adopt' ? 'adoptions' : 'retirements';
  return (
    <section aria-label={t(`layers.${act}-it`, { name: version.name, version: version.version })}>
      <p>{t(`layers.${act}-means`)}</p>
      <ActForm
        fields={fields}
        begun={act === 'adopt' ? { validFrom: today } : {}}
        act={t(`layers.${act}-now`)}
        phrase={version.version}
        send={(body, key) =>
          ask(`${layersPath(district)}/${to}`, { method: 'POST', body: { ...which, ...body }, key })
        }
        onDone={async () => {
          onEnd();
          await queries.invalidateQueries({ queryKey: ['layers', district], exact: true });
        }}
        onCancel={onEnd}
      />
    </section>
  );
}
