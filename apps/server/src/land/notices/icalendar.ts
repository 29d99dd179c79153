/** Deadlines as RFC 5545 has them. Pure. */

/** A whole day in the calendar; `day` is `YYYY-MM-DD` in Jinan. */
export type Deadline = Readonly<{
  /** The same for the same thing in every reading. */
  uid: string;
  day: string;
  summary: string;
  /** Instant (UTC) from which it stands so. */
  stampedAt: string;
  /** Counts its changes, from 0. */
  sequence: number;
  url?: string;
}>;

export const ICALENDAR = 'text/calendar';
/** Octets of a line without its end (RFC 5545 3.1). */
const LINE_OCTETS_MAX = 75;
/** How often a program may ask again: twice an hour. */
const REFRESH = 'PT30M';

/** Days have no time of day: they are the same in every zone, and the calendar says that they are Jinan's. */
export function icalendarOf(name: string, deadlines: readonly Deadline[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rushi//Rushi//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    ...deadlines.flatMap(event),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const event = ({ uid, day, summary, stampedAt, sequence, url }: Deadline): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(uid)}`,
  `DTSTAMP:${stampedAt.replaceAll(/[-:]|\.\d+/g, '')}`,
  `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
  `SEQUENCE:${sequence}`,
  `SUMMARY:${escaped(summary)}`,
  ...(url === undefined ? [] : [`URL:${url}`]),
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** As a value of type TEXT (RFC 5545 3.3.11); other control characters have no place in it. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** Into lines of so many octets at the most, never within a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const more = Buffer.byteLength(sign);
    if (octets + more > LINE_OCTETS_MAX) {
      parts.push(part);
      // The blank with which the next line begins is one of its octets.
      [part, octets] = ['', 1];
    }
    part += sign;
    octets += more;
  }
  return [...parts, part].join('\r\n ');
}
