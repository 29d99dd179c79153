import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ask, newKey } from '../api/client.js';
import { useSession, useTerms } from '../api/queries.js';
import { csvOf, saveFile } from '../entry/csv.js';
import '../entry/entry.css';
import { useDistrict } from '../kit/district.js';
import { ProblemAlert } from '../kit/problem.js';
import { LoadingPage } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import './money.css';
import { ReceiptLines } from './receipt-lines.js';
import type { Report } from './receipts.js';

/** As the server reads them; the file of the example is made of them before any table came in. */
const EXAMPLE: readonly (readonly [head: string, value: string])[] = [
  ['流水号', '20260602000000000017'],
  ['到账日期', '2026-06-02'],
  ['金额（元）', '12345.60'],
  ['付款人', '示范实业有限公司'],
  ['缴款通知书编号', '章财缴〔2026〕12号'],
  ['摘要', '土地增值收益调节金'],
];

type Checked = Readonly<{ report: Report; file: string; key: string }>;

/** A statement of the bank is handed in, looked at line by line, and what somebody confirms is booked. */
export default function ReceiptsPage() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: terms } = useTerms();
  const [, setSearch] = useSearchParams();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const district = useDistrict();
  const check = useMutation({
    mutationFn: async (chosen: File): Promise<Checked> => {
      const path = `/api/v1/receipts/${encodeURIComponent(district)}/checks`;
      const { body } = await ask<Report>(path, { method: 'POST', bytes: chosen });
      return { report: body, file: chosen.name, key: newKey() };
    },
  });
  if (!session || !terms) return <LoadingPage />;
  return (
    <div className="case">
      <PageTitle title={t('receipts.title')}>
        {session.rights.district === undefined && (
          <Select
            aria-label={t('money.by.district')}
            value={district}
            style={{ minWidth: 140 }}
            onChange={(code) => setSearch({ district: code }, { replace: true })}
            options={terms.districts.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <Link to="/money">{t('money.to-list')}</Link>
      </PageTitle>
      <p className="secondary">{t('receipts.how')}</p>
      <form
        className="money-file"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) check.mutate(file);
        }}
      >
        <input
          type="file"
          accept=".xlsx,.csv,text/csv"
          aria-label={t('receipts.file')}
          onChange={({ target }) => setFile(target.files?.[0])}
        />
        <Button
          type="primary"
          htmlType="submit"
          autoInsertSpace={false}
          disabled={!file}
          loading={check.isPending}
        >
          {t('receipts.check')}
        </Button>
        <Button onClick={() => saveExample(t('receipts.title'))}>{t('receipts.example')}</Button>
      </form>
      {check.error && <ProblemAlert error={check.error} />}
      {check.data && (
        <>
          <Ignored columns={check.data.report.ignored} />
          <ReceiptLines
            key={check.data.key}
            district={district}
            report={check.data.report}
            file={check.data.file}
            onBooked={async () => {
              await queries.invalidateQueries({ queryKey: ['entries', 'money'] });
              await queries.invalidateQueries({ queryKey: ['entry'] });
            }}
          />
        </>
      )}
    </div>
  );
}

const saveExample = (name: string): void =>
  saveFile(
    `${name}.csv`,
    csvOf(
      EXAMPLE.map(([head]) => head),
      [EXAMPLE.map(([, value]) => value)],
    ),
    'text/csv;charset=utf-8',
  );

function Ignored({ columns }: Readonly<{ columns: readonly string[] }>) {
  const { t } = useTranslation();
  if (columns.length === 0) return null;
  return <Alert type="info" showIcon title={t('receipts.ignored', { columns: columns.join('、') })} />;
}
