/** The packs that are installed: by version for what has happened, by date for what happens now. */
import { Rejected } from '#kernel/messages';
import type { CivilDate } from '../civil.js';
import { isValidOn } from './pack.js';
import type { Pack } from './pack.js';
import { ANY_DISTRICT } from './terms.js';

export class RulePacks {
  private readonly byRef: Map<string, Pack>;

  constructor(packs: readonly Pack[]) {
    this.byRef = new Map();
    for (const pack of packs) this.install(pack);
  }

  /**
   * Takes in a version, also one that is adopted while the process runs. A version never changes, so the
   * first one stays. Only the calendar of the other versions learns the years that it did not know: a holiday
   * notice is a fact and not a rule, and what began before it was printed must be able to end.
   */
  install(pack: Pack): void {
    if (this.byRef.has(pack.ref)) return;
    for (const other of this.byRef.values()) {
      if (other.id !== pack.id) continue;
      other.calendar.extend(pack.contentOfAllDays.years);
      pack.calendar.extend(other.contentOfAllDays.years);
    }
    this.byRef.set(pack.ref, pack);
  }

  /** Every version, of each pack the lowest first. */
  get all(): readonly Pack[] {
    return [...this.byRef.values()].sort(
      (a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)) || versionOrder(a.version, b.version),
    );
  }

  /** The highest version of one pack. */
  latestOf(id: string): Pack | undefined {
    return [...this.byRef.values()]
      .filter((pack) => pack.id === id)
      .sort((a, b) => versionOrder(b.version, a.version))[0];
  }

  get refs(): readonly string[] {
    return [...this.byRef.keys()].sort();
  }

  /**
   * The newest of all, for a question that names neither district nor day; of one day and version the
   * first by its id, in whichever order they came in. @throws {@link Rejected} `policy.none-in-force`.
   */
  get latest(): Pack {
    const [latest] = [...this.byRef.values()].sort(newestFirst);
    if (!latest) throw new Rejected({ code: 'policy.none-in-force', zh: '没有安装任何规则包。' });
    return latest;
  }

  /**
   * The pack an event was decided by, such as `jinan@2026.1`. @throws {@link Rejected}
   * `policy.version-unknown`.
   */
  of(version: string): Pack {
    const pack = this.byRef.get(version);
    if (!pack) {
      throw new Rejected({
        code: 'policy.version-unknown',
        zh: `没有安装规则包“${version}”，已安装：${this.refs.join('、')}。请把该版本放回规则包目录（PACKS_DIR）后重启。`,
        details: { version },
      });
    }
    return pack;
  }

  /**
   * The pack in force in a district (code or name) on a date; the later version wins where two are in force.
   */
  inForce(district: string, date: CivilDate): Pack | undefined {
    const [latest] = [...this.byRef.values()]
      .filter(
        (pack) =>
          isValidOn(pack, date) &&
          pack
            .on(date, ANY_DISTRICT)
            .districts.some(({ code, name }) => code === district || name === district),
      )
      .sort(newestFirst);
    return latest;
  }

  /**
   * The pack in force on a date in the installation's own city, for a question that names no district.
   * @throws {@link Rejected} `policy.none-in-force`
   */
  atHome(date: CivilDate): Pack {
    return this.current(this.latest.on(date, ANY_DISTRICT).districts[0]!.code, date);
  }

  /** Every pack in force on a date, of each the newest. */
  allOn(date: CivilDate): readonly Pack[] {
    const newest = [...this.byRef.values()].filter((pack) => isValidOn(pack, date)).sort(newestFirst);
    return newest.filter(({ id }, index) => newest.findIndex((other) => other.id === id) === index);
  }

  /** @throws {@link Rejected} `policy.none-in-force`. */
  current(district: string, date: CivilDate): Pack {
    const latest = this.inForce(district, date);
    if (!latest) {
      const known = this.allOn(date).flatMap((pack) => pack.on(date, ANY_DISTRICT).districts);
      throw new Rejected({
        code: 'policy.none-in-force',
        zh:
          `${date} 在“${district}”没有有效的规则包。有规则的区：` +
          `${known.map(({ code, name }) => `${name}（${code}）`).join('、') || '无'}。请核对区的代码，或者先录入规则。`,
        details: { district, date, known: known.map(({ code }) => code) },
      });
    }
    return latest;
  }
}

function newestFirst(a: Pack, b: Pack): number {
  if (a.validFrom !== b.validFrom) return a.validFrom < b.validFrom ? 1 : -1;
  return versionOrder(b.version, a.version) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** Whether `2026.10` comes after `2026.9`. */
export const isLaterVersion = (version: string, than: string): boolean => versionOrder(version, than) > 0;

function versionOrder(a: string, b: string): number {
  const [[yearA = 0, serialA = 0], [yearB = 0, serialB = 0]] = [a, b].map((version) =>
    version.split('.').map(Number),
  ) as [number[], number[]];
  return yearA - yearB || serialA - serialB;
}
