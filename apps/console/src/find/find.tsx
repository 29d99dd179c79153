import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent as KeyOfField } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ask } from '../api/client.js';
import { queryOf, useSession } from '../api/queries.js';
import { useNames } from '../kit/names.js';
import { Failed } from '../kit/states.js';
import { meaningOf, pressOf, stepped } from './keys.js';
import { recentOf } from './recent.js';
import './find.css';

/** As the server answers; a row of what was opened last has its number alone. */
type Found = Readonly<{
  entry: string;
  township?: string;
  village?: string;
  state?: string;
  buyer?: string;
}>;

/** Two signs beside each other narrow a search enough; the server asks for them as well. */
const SEARCHABLE = /\S\S/;
/** Somebody who types on is not asked for at every sign. */
const PAUSE_MS = 200;

function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return paused;
}

const useFound = (typed: string) =>
  useQuery({
    queryKey: ['search', typed],
    queryFn: async ({ signal }) =>
      (
        await ask<Readonly<{ items: readonly Found[] }>>(`/api/v1/search?${queryOf({ q: typed })}`, {
          signal,
        })
      ).body.items,
    enabled: SEARCHABLE.test(typed),
  });

/** The button in the head, Ctrl+K and `/`: finds a case from every page. */
export function Find() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (meaningOf(pressOf(event)) !== 'find') return;
      event.preventDefault(); // The browser has a search of its own on both keys.
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  if (session?.may['entry.read'] === undefined) return null;
  return (
    <>
      <Button className="find-open" onClick={() => setOpen(true)} aria-keyshortcuts="Control+K">
        {t('find.open')} <kbd className="find-key">Ctrl K</kbd>
      </Button>
      <Modal
        open={isOpen}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
        title={t('find.title')}
        width={640}
      >
        <Finding user={session.person.user} onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function Finding({ user, onDone }: Readonly<{ user: string; onDone: () => void }>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useId();
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string>();
  const sought = usePaused(typed.trim());
  const found = useFound(sought);
  const isSought = SEARCHABLE.test(typed);
  const rows: readonly Found[] = isSought ? (found.data ?? []) : recentOf(user).map((entry) => ({ entry }));
  const ids = rows.map(({ entry }) => entry);
  const at = chosen !== undefined && ids.includes(chosen) ? chosen : ids[0];
  useEffect(() => field.current?.focus(), []);
  const open = (entry: string) => {
    onDone();
    void navigate(`/entries/${encodeURIComponent(entry)}`);
  };
  const onKey = (event: KeyOfField) => {
    if (event.nativeEvent.isComposing) return; // Enter ends what an input method has begun.
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setChosen(stepped(ids, at, event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && at !== undefined) open(at);
  };
  return (
    <>
      <Input
        ref={field}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={onKey}
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls={list}
        aria-activedescendant={at && `${list}-${at}`}
        aria-autocomplete="list"
        aria-label={t('find.title')}
        placeholder={t('find.hint')}
        maxLength={64}
        autoComplete="off"
      />
      {isSought && found.error && <Failed error={found.error} onAgain={() => void found.refetch()} />}
      <p className="secondary find-note" role="status">
        {t(noteOf(isSought, typed !== '', found.isSuccess, rows.length), { count: rows.length })}
      </p>
      {rows.length > 0 && (
        <ul
          id={list}
          role="listbox"
          aria-label={t(isSought ? 'find.found' : 'find.recent')}
          className="find-list"
        >
          {rows.map((row) => (
            <li
              key={row.entry}
              id={`${list}-${row.entry}`}
              role="option"
              aria-selected={row.entry === at}
              onMouseEnter={() => setChosen(row.entry)}
              onClick={() => open(row.entry)}
            >
              <Row row={row} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function noteOf(isSought: boolean, isTyped: boolean, isAnswered: boolean, rows: number): string {
  if (!isSought) return isTyped ? 'find.two' : rows > 0 ? 'find.recent' : 'find.none-recent';
  if (!isAnswered) return 'find.looking';
  return rows > 0 ? 'find.count' : 'find.nothing';
}

function Row({ row }: Readonly<{ row: Found }>) {
  const { placeName, stateName } = useNames();
  return (
    <>
      <span className="money">{row.entry}</span>
      {row.village && (
        <span className="secondary">
          {[placeName(row.township ?? ''), row.village, row.buyer, stateName(row.state ?? '')]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
    </>
  );
}
