import { Button, Input, Radio, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useSession, useTerms } from '../api/queries.js';
import { useDistrict } from '../kit/district.js';
import { useNames } from '../kit/names.js';
import { Failed, LoadingPage, Nothing } from '../kit/states.js';
import { History } from './history.js';
import { ImportTable } from './import-table.js';
import { REGISTERS, useRegister } from './queries.js';
import type { Column, Kept, RegisterName } from './queries.js';
import { Waiting } from './waiting.js';
import './registers.css';

/** The collectives and appraisal agencies of a district: found, looked at, brought as a table. */
export default function RegistersPage() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: terms } = useTerms();
  const [search, setSearch] = useSearchParams();
  const register = REGISTERS.find((name) => name === search.get('register')) ?? REGISTERS[0];
  const own = session?.rights.district;
  const district = useDistrict() || undefined;
  const kept = useRegister(district, register);
  const put = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next, { replace: true });
  };
  if (!session || !terms || district === undefined || kept.isPending) return <LoadingPage />;
  if (!kept.data) return <Failed error={kept.error} onAgain={() => void kept.refetch()} />;
  const may = (right: string) => session.may[right] !== undefined;
  return (
    <div className="case">
      <title>{`${t('registers.title')} · ${t('product')}`}</title>
      <h1 className="list-title">{t('registers.title')}</h1>
      <div className="registers-choice">
        <Radio.Group
          aria-label={t('registers.which')}
          value={register}
          onChange={({ target }) => put('register', String(target.value))}
          options={REGISTERS.map((name) => ({ value: name, label: t(`registers.${name}`) }))}
        />
        {own === undefined && (
          <Select
            aria-label={t('registers.district')}
            className="registers-district"
            value={district}
            onChange={(code) => put('district', code)}
            options={terms.districts.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
      </div>
      <Records
        key={`${district} ${register}`}
        {...{ district, register }}
        columns={kept.data.columns}
        items={kept.data.items}
      />
      <Waiting {...{ district, register }} imports={kept.data.imports} mayAdopt={may('register.adopt')} />
      {may('register.import') && <ImportTable {...{ district, register }} columns={kept.data.columns} />}
    </div>
  );
}

type Shown = Readonly<{
  district: string;
  register: RegisterName;
  columns: readonly Column[];
  items: readonly Kept[];
}>;

function Records({ district, register, columns, items }: Shown) {
  const { t } = useTranslation();
  const { placeName } = useNames();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<string>();
  const shown = items.filter(({ key, record }) =>
    [key, ...Object.values(record)].some((value) => value.toLowerCase().includes(text.trim().toLowerCase())),
  );
  const told = columns.filter(({ field }) => items.some(({ record }) => field in record));
  return (
    <>
      <Input.Search
        className="registers-search"
        aria-label={t('registers.search')}
        placeholder={t('registers.search')}
        allowClear
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p role="status" className="secondary">
        {t('registers.count', { shown: shown.length, all: items.length })}
      </p>
      <Table<Kept>
        size="small"
        rowKey="key"
        dataSource={shown}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Nothing why={t('registers.nothing')} /> }}
        columns={[
          ...told.map(({ field, name, names }) => ({
            title: name,
            render: (_: unknown, { record }: Kept) =>
              field === 'township'
                ? placeName(record[field] ?? '')
                : (names?.[record[field] ?? ''] ?? record[field] ?? ''),
          })),
          {
            title: t('registers.state'),
            render: (_, { ended }) => (
              <Tag color={ended ? 'default' : 'blue'}>
                {ended ? t('registers.ended', { on: ended.on }) : t('registers.in-force')}
              </Tag>
            ),
          },
          {
            title: t('registers.key'),
            render: (_, { key }) => (
              <Button
                type="link"
                aria-label={t('registers.history-of', { key })}
                onClick={() => setOpen(key)}
              >
                {key}
              </Button>
            ),
          },
        ]}
      />
      {open !== undefined && (
        <History {...{ district, register }} recordKey={open} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
