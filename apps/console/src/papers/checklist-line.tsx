import { Button, Tag } from 'antd';
import { useId, useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Unconfirmed } from '../kit/unconfirmed.js';
import type { ChecklistLine } from './papers.js';

/** By sign and words, and by colour besides. */
const SIGNS = {
  attached: ['✓', 'band'],
  missing: ['✗', 'band band-overdue'],
  'may-follow': ['◔', 'band band-near'],
  'not-needed': ['–', 'band'],
} as const;

/** What the rules ask for, in words: how it is with it, why, and by what rule. */
export function Wanted({ line }: Readonly<{ line: ChecklistLine }>) {
  const { t } = useTranslation();
  const { title, state, withinDays, why, source, confirmed } = line;
  const [sign, className] = SIGNS[state];
  return (
    <>
      <Tag className={className}>
        <span aria-hidden>{sign} </span>
        {t(`papers.state.${state}`, { days: withinDays ?? '' })}
      </Tag>
      <strong>{title}</strong> {!confirmed && <Unconfirmed />}
      <div className="secondary paper-source">
        {why !== null && `${why} `}
        {t('case.source', { source })}
      </div>
    </>
  );
}

/** A place of the checklist: takes files by a click or dropped on it, and shows what is there. */
export function DropLine({
  label,
  onFiles,
  what,
  children,
}: Readonly<{
  /** What the files are for, for whoever hears it. */
  label: string;
  /** Absent where one may not. */
  onFiles?: ((files: readonly File[]) => void) | undefined;
  what: ReactNode;
  children?: ReactNode;
}>) {
  const { t } = useTranslation();
  const id = useId();
  const chosen = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  if (!onFiles)
    return (
      <li className="paper-line">
        <div>{what}</div>
        {children}
      </li>
    );
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <li
      className={isOver ? 'paper-line paper-line-over' : 'paper-line'}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <div className="paper-head">
        <div>{what}</div>
        <Button
          size="small"
          autoInsertSpace={false}
          className="no-print"
          aria-label={t('papers.add-for', { label })}
          onClick={() => chosen.current?.click()}
        >
          {t('papers.add')}
        </Button>
        <input
          ref={chosen}
          id={id}
          type="file"
          multiple
          hidden
          aria-label={t('papers.add-for', { label })}
          onChange={({ target }) => {
            onFiles([...(target.files ?? [])]);
            // The same file may be chosen again.
            target.value = '';
          }}
        />
      </div>
      {children}
    </li>
  );
}
