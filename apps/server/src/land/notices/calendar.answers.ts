import { instant, named, object, orNull, text } from '../../openapi/schema.js';

export type CalendarLinkAnswer = Readonly<{ issuedAt: string | null }>;
export const CALENDAR_LINK = named(
  'CalendarLink',
  object<CalendarLinkAnswer>({ issuedAt: orNull(instant('生成的时刻；没有订阅链接的为 null')) }),
);

export type NewCalendarLink = Readonly<{ token: string }>;
export const NEW_CALENDAR_LINK = named(
  'NewCalendarLink',
  object<NewCalendarLink>({ token: text('订阅地址 /api/v1/calendar.ics?token=… 中的 token，只显示这一次') }),
);
