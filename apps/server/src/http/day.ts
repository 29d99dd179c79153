import { ValidateBy } from 'class-validator';
import { addDays } from '#policy';

/** A day of the calendar: `2026-02-30` has the form and is none. */
export const IsDay = (): PropertyDecorator =>
  ValidateBy({ name: 'isDay', validator: { validate: isDay, defaultMessage: () => '$property 应为公历日期，例如 2026-03-02' } });

function isDay(value: unknown): boolean {
  try {
    return typeof value === 'string' && addDays(value, 0) === value;
  } catch {
    return false;
  }
}
