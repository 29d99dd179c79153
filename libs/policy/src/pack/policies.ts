/** The packs that are installed, as a pure value: by version for what has happened, by date for what happens now. */
import { Rejected } from '#kernel/messages';
import type { CivilDate } from '../civil.js';
import { isValidOn } from './pack.js';
import type { Pack } from './pack.js';

export class Policies {
  private readonly byRef: ReadonlyMap<string, Pack>;

  constructor(packs: readonly Pack[]) {
    this.byRef = new Map(packs.map((pack) => [pack.ref, pack]));
  }

  get refs(): readonly string[] {
    return [...this.byRef.keys()].sort();
  }

  /** The newest of all, for a question that names neither district nor day. @throws {@link Rejected} `policy.none-in-force`. */
  get latest(): Pack {
    const [latest] = [...this.byRef.values()].sort(newestFirst);
    if (!latest) throw new Rejected('policy.none-in-force', '没有安装任何规则包。', {});
    return latest;
  }

  /** The pack an event was decided by, such as `jinan@2026.1`. @throws {@link Rejected} `policy.version-unknown`. */
  of(version: string): Pack {
    const pack = this.byRef.get(version);
    if (!pack) {
      throw new Rejected('policy.version-unknown', `没有安装规则包“${version}”，已安装：${this.refs.join('、')}。请把该版本放回 packs 目录后重启。`, { version });
    }
    return pack;
  }

  /** The pack in force in a district (code or name) on a date; the later version wins where two are in force. */
  inForce(district: string, date: CivilDate): Pack | undefined {
    const [latest] = [...this.byRef.values()]
      .filter((pack) => isValidOn(pack.data, date) && pack.districts.some(({ code, name }) => code === district || name === district))
      .sort(newestFirst);
    return latest;
  }

  /** @throws {@link Rejected} `policy.none-in-force`. */
  current(district: string, date: CivilDate): Pack {
    const latest = this.inForce(district, date);
    if (!latest) throw new Rejected('policy.none-in-force', `${date} 在“${district}”没有有效的规则包，请先录入规则。`, { district, date });
    return latest;
  }
}

function newestFirst(a: Pack, b: Pack): number {
  return a.data.validFrom < b.data.validFrom || (a.data.validFrom === b.data.validFrom && versionOrder(a, b) < 0) ? 1 : -1;
}

function versionOrder(a: Pack, b: Pack): number {
  const [[yearA = 0, serialA = 0], [yearB = 0, serialB = 0]] = [a, b].map(({ data }) => data.version.split('.').map(Number)) as [number[], number[]];
  return yearA - yearB || serialA - serialB;
}
