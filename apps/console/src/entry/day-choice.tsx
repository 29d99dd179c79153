import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../form/day-field.js';
import { dayTyped } from '../form/numbers.js';
import { isWithin } from './days.js';

const WHOLE_DAY = /^(\d{4}-\d\d-\d\d|\d{8})$/;

/** The day as of which a case is shown: between the first and today, and none for how it is now. */
export function DayChoice({
  day,
  first,
  last,
  onDay,
}: Readonly<{ day: string; first: string; last: string | undefined; onDay: (day: string) => void }>) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState(day);
  const [seen, setSeen] = useState(day);
  if (seen !== day) {
    // Somebody went back to how it is now, or followed a link.
    setSeen(day);
    if ((dayTyped(typed) ?? '') !== day) setTyped(day);
  }
  const meant = dayTyped(typed);
  const isWrong = typed.trim() !== '' && !(meant && isWithin(meant, first, last));
  const type = (next: string) => {
    setTyped(next);
    // What is still being typed may be a day already, as 2026-1-1 is on the way to 2026-1-12.
    const chosen = WHOLE_DAY.test(next) ? dayTyped(next) : undefined;
    if (next.trim() === '') onDay('');
    else if (chosen && isWithin(chosen, first, last)) onDay(chosen);
  };
  return (
    <div className="day-choice">
      <label htmlFor={id}>{t('case.day')}</label>
      <DayField
        announced={{ id, 'aria-invalid': isWrong, 'aria-describedby': `${id}-why` }}
        label={t('case.day')}
        typed={typed}
        onType={type}
      />
      <span id={`${id}-why`} role="status" className="secondary">
        {isWrong && t('case.day-wrong', { first, last })}
      </span>
    </div>
  );
}
