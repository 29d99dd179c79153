import { civilDate } from '#policy';
import type { RulePacks } from '#policy';
import type { Decider, Rejected } from '#kernel/messages';
import { isRepeat } from '../../shared/repeat.rules.js';
import { dossierOf, lastingDossierOf } from '../../shared/dossier.js';
import type { Dossier } from '../../shared/dossier.js';
import { preparedNow } from '../../shared/hands.rules.js';
import { doubtsIn, parcelNoOf } from '../../shared/terms.js';
import type { ReturnItem, Subject } from '../../shared/terms.js';
import { doubtsOf } from './plausible.check.js';
import { NOBODY, byRegisters } from './registers.check.js';
import type { GradedScheme } from './graded.check.js';
import type { Asked, KnownGround } from './registers.check.js';
import { problemsOf } from './scheme.check.js';
import type { SchemeCommand } from './scheme.commands.js';
import type { Scheme, SchemeEvent } from './scheme.events.js';
import { refuse } from './scheme.refusals.js';

type Entry = Readonly<{ subject: Subject; version: number; scheme: Scheme }> & Dossier;

export type SchemeState =
  | Readonly<{ status: 'none' }>
  | (Entry & Readonly<{ status: 'submitted' }>)
  | (Entry & Readonly<{ status: 'returned'; items: readonly ReturnItem[] }>)
  | (Entry & Readonly<{ status: 'withdrawn'; reason: string }>)
  | (Entry & Readonly<{ status: 'approved' | 'rejected' | 'lapsed' }>);

type Known = Exclude<SchemeState, { status: 'none' }>;

/**
 * The life of one entry's scheme. Orders that sagas repeat or bring late change nothing where that is
 * harmless; what a person does at the wrong time is refused with what to do instead. `groundOf`:
 * what a district keeps, in which nobody stands where a scheme is only folded.
 */
export const scheme = (
  packs: RulePacks,
  groundOf: (asked: Asked) => KnownGround = () => NOBODY,
): Decider<SchemeState, SchemeCommand, SchemeEvent> => ({
  initial: { status: 'none' },
  keepsPack: true,

  decide({ type, data, meta }, state): readonly SchemeEvent[] {
    switch (type) {
      case 'SubmitScheme': {
        if (state.status !== 'none') throw refuse('scheme.already-submitted', { entry: data.entry });
        const pack = packs.of(meta.policy).on(civilDate(meta.at), data.scheme.district);
        const held = byRegisters(data.scheme, groundOf(data.scheme), pack);
        const { scheme, items } = held;
        complete([...items, ...problemsOf(scheme, data.entry, pack, meta.at)]);
        const { parcel, district, township, planYear } = scheme;
        const subject: Subject = {
          entry: data.entry,
          parcel: parcelNoOf(parcel),
          district,
          township,
          planYear,
        };
        return [
          {
            type: 'SchemeSubmitted',
            data: {
              subject,
              version: 1,
              scheme,
              ...gradedIn(held),
              ...preparedNow(meta.actor),
              ...doubtsIn({ doubts: [...held.doubts, ...doubtsOf(scheme, pack)] }),
            },
          },
        ];
      }
      case 'ReviseScheme': {
        const { subject, version, ...known } = knownOf(state);
        if (known.status !== 'returned') throw notRevisable(known);
        if (!sameSubject(subject, data.scheme))
          throw refuse('scheme.subject-changed', { entry: subject.entry });
        const answered = new Set(
          data.answers.filter(({ answer }) => answer.trim() !== '').map(({ field }) => field),
        );
        const unanswered = known.items.filter(({ field }) => !answered.has(field));
        if (unanswered.length > 0)
          throw refuse('scheme.unanswered', { count: unanswered.length, items: unanswered });
        const pack = packs.of(meta.policy).on(civilDate(meta.at), subject.district);
        const held = byRegisters(data.scheme, groundOf(data.scheme), pack);
        const { scheme, items } = held;
        complete([...items, ...problemsOf(scheme, subject.entry, pack, meta.at)]);
        return [
          {
            type: 'SchemeRevised',
            data: {
              subject,
              version: version + 1,
              scheme,
              ...gradedIn(held),
              answers: data.answers,
              ...preparedNow(meta.actor),
              ...doubtsIn({ doubts: [...held.doubts, ...doubtsOf(scheme, pack)] }),
            },
          },
        ];
      }
      case 'WithdrawScheme': {
        const known = knownOf(state);
        if (known.status === 'withdrawn') {
          const otherwise = () => refuse('scheme.withdrawn-before', { reason: known.reason });
          isRepeat(['撤回', 'The withdrawal'], { reason: known.reason }, { reason: data.reason }, otherwise);
          return [];
        }
        if (known.status === 'approved') throw refuse('scheme.approved');
        if (known.status !== 'submitted' && known.status !== 'returned')
          throw refuse('scheme.ended', { status: known.status });
        return [{ type: 'SchemeWithdrawn', data: ended(known, data.reason) }];
      }
      case 'ReturnScheme': {
        const known = knownOf(state);
        if (data.version > known.version)
          throw refuse('scheme.version-unknown', { version: data.version, current: known.version });
        if (known.status !== 'submitted' || data.version < known.version) return [];
        if (data.items.length === 0) throw refuse('scheme.return-without-items');
        return [
          {
            type: 'SchemeReturned',
            data: { subject: known.subject, version: known.version, by: data.by, items: data.items },
          },
        ];
      }
      case 'ApproveScheme': {
        const known = knownOf(state);
        const { documentNo } = data;
        switch (known.status) {
          case 'submitted': {
            const {
              subject,
              version,
              scheme: { deal, owner },
            } = known;
            return [
              {
                type: 'SchemeApproved',
                data: {
                  subject,
                  version,
                  documentNo,
                  deal,
                  owner,
                  ...dossierOf(data),
                  ...dossierOf(known),
                },
              },
            ];
          }
          case 'approved':
            return [];
          case 'returned':
            throw refuse('scheme.not-submitted', { version: known.version });
          case 'rejected':
          case 'withdrawn':
          case 'lapsed':
            return [
              {
                type: 'SchemeApprovedTooLate',
                data: { ...ended(known, '方案终结后方收到批准'), documentNo },
              },
            ];
        }
      }
      case 'RejectScheme': {
        const known = knownOf(state);
        if (known.status === 'approved') throw refuse('scheme.approved');
        if (known.status !== 'submitted' && known.status !== 'returned') return [];
        return [
          {
            type: 'SchemeRejected',
            data: {
              ...ended(known, data.reason),
              ...(data.documentNo === undefined ? {} : { documentNo: data.documentNo }),
            },
          },
        ];
      }
      case 'LapseScheme': {
        const known = knownOf(state);
        if (known.status === 'submitted' || known.status === 'returned')
          throw refuse('scheme.not-approved', { status: known.status });
        return known.status === 'approved' ? [{ type: 'SchemeLapsed', data: ended(known, data.reason) }] : [];
      }
    }
  },

  evolve(state, { type, data }): SchemeState {
    switch (type) {
      case 'SchemeSubmitted':
      case 'SchemeRevised':
        return {
          status: 'submitted',
          subject: data.subject,
          version: data.version,
          scheme: data.scheme,
          ...lastingDossierOf(data),
        };
      case 'SchemeReturned':
        return state.status === 'none' ? state : { ...entryOf(state), status: 'returned', items: data.items };
      case 'SchemeApproved':
        return state.status === 'none' ? state : { ...entryOf(state), status: 'approved' };
      case 'SchemeRejected':
        return state.status === 'none' ? state : { ...entryOf(state), status: 'rejected' };
      case 'SchemeWithdrawn':
        return state.status === 'none'
          ? state
          : { ...entryOf(state), status: 'withdrawn', reason: data.reason };
      case 'SchemeLapsed':
        return state.status === 'none' ? state : { ...entryOf(state), status: 'lapsed' };
      case 'SchemeApprovedTooLate':
        return state;
    }
  },
});

const gradedIn = ({ graded }: GradedScheme) => (graded ? { graded } : {});

/** Only a scheme that was returned is revised; what is to be done instead depends on how it stands. */
function notRevisable({ status }: Pick<Known, 'status'>): Rejected {
  if (status === 'submitted') return refuse('scheme.not-returned', { status });
  return status === 'approved' ? refuse('scheme.approved') : refuse('scheme.ended', { status });
}

function knownOf(state: SchemeState): Known {
  if (state.status === 'none') throw refuse('scheme.unknown');
  return state;
}

const entryOf = ({ subject, version, scheme, ...carried }: Known): Entry => ({
  subject,
  version,
  scheme,
  ...dossierOf(carried),
});

const ended = ({ subject, version, status }: Known, reason: string) => ({
  subject,
  version,
  reason,
  revisionOpen: status === 'returned',
});

/** The subject names streams and offices of the entry, so it stays what it was. */
const sameSubject = ({ parcel, district, township, planYear }: Subject, revised: Scheme): boolean =>
  parcelNoOf(revised.parcel) === parcel &&
  revised.district === district &&
  revised.township === township &&
  revised.planYear === planYear;

function complete(items: readonly ReturnItem[]): void {
  if (items.length > 0) throw refuse('scheme.incomplete', { count: items.length, items });
}
