import { Button, Input } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Announced } from './field-view.js';
import { dayTyped } from './numbers.js';
import './form.css';

/** Typed in any of the usual ways, or picked from the calendar of the browser. */
export function DayField({
  announced,
  label,
  typed,
  onType,
}: Readonly<{ announced: Announced; label: string; typed: string; onType: (next: string) => void }>) {
  const { t } = useTranslation();
  const calendar = useRef<HTMLInputElement>(null);
  const day = dayTyped(typed);
  return (
    <div className="form-day">
      <Input
        {...announced}
        value={typed}
        status={announced['aria-invalid'] ? 'error' : undefined}
        inputMode="numeric"
        autoComplete="off"
        onChange={({ target }) => onType(target.value)}
        // What was meant is shown in the form of the papers as soon as the field is left.
        onBlur={() => day && day !== typed && onType(day)}
      />
      <Button aria-label={`${t('form.pick-day')} ${label}`} onClick={() => calendar.current?.showPicker()}>
        {t('form.pick-day')}
      </Button>
      <input
        ref={calendar}
        className="form-calendar"
        type="date"
        tabIndex={-1}
        aria-hidden
        value={day ?? ''}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}
