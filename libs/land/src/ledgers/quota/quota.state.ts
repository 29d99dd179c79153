import type { Given } from '#kernel/messages';
import { formatArea, normalNo, parseArea, squareCm } from '#policy';
import { openOf } from '../../clocks/open-days.rules.js';
import type { QuotaKind } from '../../shared/need.rules.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { QuotaCommand } from './quota.commands.js';
import type { QuotaEvent } from './quota.events.js';
import {
  batchOpened,
  carried,
  closed,
  expired,
  moved,
  raised,
  released,
  reserved,
  settled,
  waitlisted,
} from './quota.ledger.js';
import type { Ledger } from './quota.ledger.js';

/** The account after a fact. */
export function evolve(ledger: Ledger, { type, data }: QuotaEvent): Ledger {
  switch (type) {
    case 'QuotaIssued':
      return raised(
        ledger,
        data.kind,
        parseArea(data.areaM2),
        issueKey(data.kind, data.documentNo),
        issued(data),
      );
    case 'QuotaAdjusted':
      return raised(
        ledger,
        data.kind,
        parseDelta(data.deltaM2) ?? 0n,
        adjustKey(data.kind, data.documentNo),
        adjusted(data),
      );
    case 'QuotaBatchOpened':
      return batchOpened(ledger, data.batchNo, parseArea(data.limitM2), data.openedOn);
    case 'QuotaReserved': {
      const { subject, demands, expiresOn, batch } = data;
      return reserved(ledger, {
        subject,
        demands,
        stage: 'reserved',
        expiresOn,
        ...(batch === undefined ? {} : { batch }),
        ...openOf(data),
      });
    }
    case 'QuotaWaitlisted':
      return waitlisted(ledger, data.subject, data.need);
    case 'QuotaReservationExpired':
      return expired(ledger, data.subject.entry);
    case 'QuotaOccupied':
      return moved(ledger, data.subject.entry, 'occupied');
    case 'QuotaWrittenOff':
      return moved(ledger, data.subject.entry, 'used');
    case 'QuotaReleased':
      return released(ledger, data.subject.entry);
    case 'QuotaYearClosed':
      return closed(ledger, data.documentNo);
    case 'QuotaYearSettled':
      return settled(ledger, [...data.carried, ...data.lapsed]);
    case 'QuotaCarriedOver':
      return carried(ledger, carryKey(data.fromYear, data.serial), data.carried);
  }
}

export const issueKey = (kind: QuotaKind, documentNo: string) => `issue/${kind}/${normalNo(documentNo)}`;

export const adjustKey = (kind: QuotaKind, documentNo: string) => `adjust/${kind}/${normalNo(documentNo)}`;

export const carryKey = (fromYear: number, serial: number) => `carry/${fromYear}/${serial}`;

/** What a document says, in one form: `+20000` and `20000.00` are the same figure. */
export const issued = ({ areaM2, origin }: Given<QuotaCommand, 'IssueQuota'>['data']): Report => ({
  areaM2: formatArea(parseArea(areaM2)),
  origin: origin && { district: origin.district, acceptanceNo: origin.acceptanceNo },
});

export function adjusted({ deltaM2 }: Readonly<{ deltaM2: string }>): Report {
  const delta = parseDelta(deltaM2) ?? 0n;
  return { deltaM2: `${delta < 0n ? '-' : ''}${formatArea(squareCm(delta < 0n ? -delta : delta))}` };
}

/** Signed m² in cm², or null when it is no area at all. */
export function parseDelta(text: string): bigint | null {
  if (!/^[+-]?\d{1,11}(\.\d{1,2})?$/.test(text)) return null;
  const area: bigint = parseArea(text.replace(/^[+-]/, ''));
  return text.startsWith('-') ? -area : area;
}
