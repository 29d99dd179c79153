import { Card } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.js';
import { queryOf } from '../api/queries.js';
import type { Term } from '../api/types.js';
import { ActForm, fieldOf } from '../kit/act-form.js';
import type { Import } from './layers.js';
import { layersPath } from './queries.js';
import { DEGREES, planes } from './systems.js';

/** As the API takes them. */
const [VERSION_MAX, SOURCE_MAX] = [40, 100] as const;

/** A file becomes a version that counts for nothing until somebody else has looked at it and adopted it. */
export function ImportForm({
  district,
  layers,
  onBegun,
  onCancel,
}: Readonly<{
  district: string;
  layers: readonly Term[];
  onBegun: (begun: Import) => void;
  onCancel: () => void;
}>) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File>();
  const [isMissing, setMissing] = useState(false);
  const systems: readonly (readonly [string, string])[] = [
    [DEGREES, t('layers.degrees')],
    ...planes().map(
      (plane) =>
        [
          plane.crs,
          `${plane.crs} ${t(plane.isZoned ? 'layers.plane-zoned' : 'layers.plane', plane)}`,
        ] as const,
    ),
  ];
  const fields = [
    fieldOf('layer', t('layers.layer'), 'choice', {
      choices: layers.map(({ code }) => code),
      names: Object.fromEntries(layers.map(({ code, name }) => [code, name])),
    }),
    fieldOf('version', t('layers.version'), 'line', { maxLength: VERSION_MAX, example: '2026-10' }),
    fieldOf('source', t('layers.source'), 'line', { maxLength: SOURCE_MAX }),
    fieldOf('crs', t('layers.crs'), 'choice', {
      required: false,
      choices: systems.map(([crs]) => crs),
      names: Object.fromEntries(systems),
    }),
    fieldOf('attribute', t('layers.attribute'), 'line', {
      required: false,
      maxLength: VERSION_MAX,
      example: 'TDJB',
    }),
  ];
  return (
    <Card size="small" title={<h2 className="section">{t('layers.import')}</h2>}>
      <p className="secondary">{t('layers.import-how')}</p>
      <ActForm
        fields={fields}
        act={t('layers.send')}
        onCancel={onCancel}
        onDone={() => undefined}
        send={async (body) => {
          setMissing(!file);
          if (!file) return;
          const query = queryOf({ ...(body as Readonly<Record<string, string>>), file: file.name });
          const answer = await ask<Import>(`${layersPath(district)}/imports?${query}`, {
            method: 'POST',
            bytes: file,
          });
          onBegun(answer.body);
        }}
      >
        <FileField isMissing={isMissing && !file} onFile={setFile} />
      </ActForm>
    </Card>
  );
}

function FileField({
  isMissing,
  onFile,
}: Readonly<{ isMissing: boolean; onFile: (file: File | undefined) => void }>) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id} className="form-label">
        {t('layers.file')} *
      </label>
      <input
        id={id}
        type="file"
        className="layer-file"
        aria-describedby={`${id}hint`}
        aria-invalid={isMissing}
        onChange={({ target }) => onFile(target.files?.[0])}
      />
      {isMissing && (
        <div role="alert" className="layer-wrong">
          {t('layers.file-missing')}
        </div>
      )}
      <div id={`${id}hint`} className="form-hint">
        {t('layers.file-hint')}
      </div>
    </div>
  );
}
