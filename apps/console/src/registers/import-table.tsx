import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.js';
import { csvOf, saveFile } from '../entry/csv.js';
import { ProblemAlert } from '../kit/problem.js';
import { pathOf } from './queries.js';
import type { Column, RegisterName, Report } from './queries.js';

type Shown = Readonly<{ district: string; register: RegisterName; columns: readonly Column[] }>;

/** A table is handed in, and everything that is wrong with it is shown by row and column. */
export function ImportTable({ district, register, columns }: Shown) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [source, setSource] = useState('');
  const bring = useMutation({
    mutationFn: async (chosen: File) => {
      const query = new URLSearchParams({ source, file: chosen.name }).toString();
      const path = `${pathOf(district, register)}/imports?${query}`;
      return (await ask<Report>(path, { method: 'POST', file: chosen })).body;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['registers', district, register] }),
  });
  const example = () =>
    saveFile(
      `${t(`registers.${register}`)}.csv`,
      csvOf(
        columns.map(({ name }) => name),
        [columns.map((column) => column.example)],
      ),
      'text/csv;charset=utf-8',
    );
  return (
    <section aria-labelledby="registers-import">
      <h2 id="registers-import">{t('registers.import')}</h2>
      <p className="secondary">{t('registers.import-how')}</p>
      <form
        className="registers-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) bring.mutate(file);
        }}
      >
        <input
          type="file"
          accept=".xlsx,.csv,text/csv"
          aria-label={t('registers.file')}
          onChange={({ target }) => setFile(target.files?.[0])}
        />
        <Input
          aria-label={t('registers.source')}
          placeholder={t('registers.source')}
          value={source}
          onChange={({ target }) => setSource(target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={!file || source === ''} loading={bring.isPending}>
          {t('registers.check')}
        </Button>
        <Button onClick={example}>{t('registers.example')}</Button>
      </form>
      {bring.error && <ProblemAlert error={bring.error} />}
      {bring.data && <Checked report={bring.data} />}
    </section>
  );
}

function Checked({ report }: Readonly<{ report: Report }>) {
  const { t } = useTranslation();
  const { state, problemCount, problems, ignored, entered, amended, same, untouched } = report;
  return (
    <>
      <Alert
        role="status"
        showIcon
        type={state === 'faulty' ? 'error' : state === 'imported' ? 'success' : 'info'}
        title={t(`registers.report-${state}`, { count: problemCount, entered, amended, same, untouched })}
        description={ignored.length > 0 ? t('registers.ignored', { columns: ignored.join('、') }) : undefined}
      />
      {problems.length > 0 && (
        <Table
          size="small"
          rowKey={({ row, column, zh }) => `${row} ${column} ${zh}`}
          dataSource={problems}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t('registers.row'), dataIndex: 'row' },
            { title: t('registers.column'), dataIndex: 'column' },
            { title: t('registers.problem'), dataIndex: 'zh' },
          ]}
        />
      )}
    </>
  );
}
