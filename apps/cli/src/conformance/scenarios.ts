/** What a trading platform has to do, each judged by what passed between it and Rushi; pure. */
import type { Course } from './play.js';
import type { Pull, Told } from './recorder.js';

export type Passage = Readonly<{
  course: Course;
  told: readonly Told[];
  pulls: readonly Pull[];
  /** Of all that was published for the platform, in order. */
  ids: readonly string[];
  hasStranger: boolean;
  /** Whether the key of the system has a signing key beside it. */
  isSigned: boolean;
}>;

/** Undefined where it passed; why not, or why it was not looked at. */
export type Verdict = undefined | Readonly<{ failed: string }> | Readonly<{ skipped: string }>;
export type Scenario = Readonly<{ id: string; zh: string; judge: (passage: Passage) => Verdict }>;

const failed = (why: string): Verdict => ({ failed: why });
const [OK, UNAUTHORISED] = [200, 401];

const about = ({ told }: Passage, entry: string, kind?: string): readonly Told[] =>
  told.filter((one) => one.entry === entry && (kind === undefined || one.kind === kind));
const accepted = (passage: Passage, entry: string, kind: string): Told | undefined =>
  about(passage, entry, kind).find(({ status }) => status === OK);
const contentOf = ({ entry, kind, body }: Told): string => `${entry} ${kind} ${body}`;
/** What came from so manieth on and says something new: what was accepted before is only told again. */
function newSince(told: readonly Told[], from: number): readonly Told[] {
  const known = new Set(told.slice(0, from).flatMap((one) => (one.status === OK ? [contentOf(one)] : [])));
  return told.slice(from).filter((one) => !known.has(contentOf(one)));
}
/** Which day a report is about. */
const ABOUT_DAYS = ['announcedOn', 'closedOn', 'refundedOn', 'publishedOn'];
const named = ({ entry, kind, key }: Told): string => `${entry} ${kind}（${key}）`;

export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'feed-in-order',
    zh: '按顺序取走事件：每次接着上一次取到的最后一条，不跳过',
    judge: ({ pulls, ids }) => {
      if (pulls.length === 0) return failed('没有取过事件');
      let most = -1;
      for (const { after, ids: page, isCut } of pulls) {
        const at = after === null ? -1 : ids.indexOf(after);
        if (at > most) return failed(`跳到 ${after} 之后，而此前的事件没有取过`);
        if (!isCut) most = Math.max(most, ...page.map((id) => ids.indexOf(id)));
      }
      return undefined;
    },
  },
  {
    id: 'lost-page',
    zh: '一页事件没有收到，从原处再取',
    judge: ({ pulls }) => {
      const at = pulls.findIndex(({ isCut }) => isCut);
      if (at < 0) return failed('没有取过事件');
      const { after } = pulls[at]!;
      return pulls.slice(at + 1).some((next) => next.after === after)
        ? undefined
        : failed(`没有再取 ${after ?? '最初'} 之后的事件`);
    },
  },
  {
    id: 'unknown-event',
    zh: '不认识的事件和不认识的宗地，略过并接着取',
    judge: ({ hasStranger, told, pulls, ids }) => {
      if (!hasStranger) return failed('没有取到插入的事件');
      if (told.some(({ entry }) => entry.startsWith('370114000000')))
        return failed('就不认识的宗地报送了内容');
      const last = pulls.at(-1)?.after ?? null;
      return last !== null && ids.includes(last) ? undefined : failed('此后没有接着取');
    },
  },
  {
    id: 'announced',
    zh: '每宗地都在合法的日期公告',
    judge: (passage) => {
      const { cast, earliestNoticeOn } = passage.course;
      for (const entry of Object.values(cast)) {
        const notice = accepted(passage, entry, 'announcement');
        if (!notice) return failed(`${entry} 没有受理的公告${refusalsOf(about(passage, entry))}`);
        const { announcedOn } = JSON.parse(notice.body) as { announcedOn: string };
        if (announcedOn < earliestNoticeOn) return failed(`${entry} 于 ${announcedOn} 公告，早于最早公告日`);
      }
      return undefined;
    },
  },
  {
    id: 'lost-answer',
    zh: '没有收到答复的报送，以同一幂等键、同一内容再报',
    judge: ({ told }) => {
      const at = told.findIndex(({ isCut }) => isCut);
      if (at < 0) return failed('没有报送公告');
      const lost = told[at]!;
      const again = told.slice(at + 1).find(({ key }) => key === lost.key);
      if (!again) return failed(`${named(lost)} 没有再报`);
      return again.body === lost.body ? undefined : failed(`${named(lost)} 再报的内容不同`);
    },
  },
  {
    id: 'told-once',
    zh: '每项报送只用一个幂等键：受理之后不再换键重报',
    judge: ({ told }) => {
      const known = new Map<string, Told>();
      for (const one of told.filter(({ status }) => status === OK)) {
        const content = contentOf(one);
        const first = known.get(content);
        if (first && first.key !== one.key) return failed(`${named(one)} 已以 ${first.key} 受理过`);
        known.set(content, one);
      }
      return undefined;
    },
  },
  {
    id: 'one-key-one-content',
    zh: '一个幂等键只用于一项内容',
    judge: ({ told }) => {
      const contents = new Map<string, string>();
      for (const one of told) {
        const content = contentOf(one);
        if ((contents.get(one.key) ?? content) !== content) return failed(`${one.key} 用于不同的内容`);
        contents.set(one.key, content);
      }
      return told.some(({ key }) => key === '') ? failed('有报送没有 Idempotency-Key') : undefined;
    },
  },
  {
    id: 'same-day',
    zh: '当日的事当日报送',
    judge: ({ told }) => {
      const known = new Set<string>();
      for (const one of told.filter(({ status }) => status === OK)) {
        const content = contentOf(one);
        const body = JSON.parse(one.body) as Record<string, unknown>;
        const of = ABOUT_DAYS.map((name) => body[name]).find((day) => typeof day === 'string');
        // Told again, it is the first time that counts.
        if (!known.has(content) && of !== undefined && of !== one.day)
          return failed(`${named(one)} 是 ${of} 的事，${one.day} 才报送`);
        known.add(content);
      }
      return undefined;
    },
  },
  {
    id: 'held',
    zh: '宗地受限期间不报结果，解除后报请恢复',
    judge: (passage) => {
      const { cast, liftedAt } = passage.course;
      const early = passage.told
        .slice(0, liftedAt)
        .find(({ entry, kind }) => entry === cast.held && kind === 'results');
      if (early) return failed(`${named(early)} 报送于受限期间`);
      return accepted(passage, cast.held, 'resumption')
        ? undefined
        : failed(`${cast.held} 没有受理的恢复交易${refusalsOf(about(passage, cast.held, 'resumption'))}`);
    },
  },
  {
    id: 'ended',
    zh: '交易在他处终止之后，不再公告、不报结果',
    judge: (passage) => {
      const { cast, toldAtEnd } = passage.course;
      if (toldAtEnd === 0) return failed(`${cast.ended} 没有公告，无从终止`);
      const late = newSince(passage.told, toldAtEnd).find(
        ({ entry, kind }) => entry === cast.ended && ['announcement', 'results'].includes(kind),
      );
      return late ? failed(`${named(late)} 报送于终止之后`) : undefined;
    },
  },
  {
    id: 'result',
    zh: '交易结束后报送结果，受理后公布',
    judge: (passage) => {
      const { plain } = passage.course.cast;
      for (const kind of ['results', 'result-publication'])
        if (!accepted(passage, plain, kind))
          return failed(`${plain} 没有受理的 ${kind}${refusalsOf(about(passage, plain, kind))}`);
      return undefined;
    },
  },
  {
    id: 'in-order',
    zh: '结果受理之后，才报送保证金退还和结果公布',
    judge: (passage) => {
      for (const entry of [passage.course.cast.plain, passage.course.cast.held]) {
        const told = about(passage, entry);
        const result = told.findIndex(({ kind, status }) => kind === 'results' && status === OK);
        const early = told.findIndex(({ kind }) => ['refunds', 'result-publication'].includes(kind));
        if (early >= 0 && (result < 0 || early < result)) return failed(`${named(told[early]!)} 先于结果`);
      }
      return undefined;
    },
  },
  {
    id: 'no-contradiction',
    zh: '不报送与已受理内容矛盾的结果',
    judge: ({ told }) => {
      const wrong = told.find(({ code }) => code?.endsWith('contradicts') === true);
      return wrong && failed(`${named(wrong)}：${wrong.code}`);
    },
  },
  {
    id: 'signed',
    zh: '每项报送都有正确的签名和内容摘要',
    judge: ({ told, isSigned }) => {
      if (!isSigned) return { skipped: '没有登记签名公钥（--signing-key）' };
      const wrong = told.find(({ status }) => status === UNAUTHORISED);
      if (wrong) return failed(`${named(wrong)}：${wrong.code}`);
      return told.length > 0 ? undefined : failed('没有报送');
    },
  },
  {
    id: 'disputed',
    zh: '矛盾由自然资源部门处理：取走事件，不改报已受理的结果',
    judge: ({ course, told, pulls, ids }) => {
      const { disputeId, toldAtDispute, cast } = course;
      if (disputeId === undefined) return failed('没有受理的结果，无从矛盾');
      const changed = newSince(told, toldAtDispute).find(
        ({ entry, kind }) => entry === cast.plain && kind === 'results',
      );
      if (changed) return failed(`${named(changed)} 报送于矛盾之后`);
      const most = Math.max(-1, ...pulls.map(({ after }) => (after === null ? -1 : ids.indexOf(after))));
      return most >= ids.indexOf(disputeId) ? undefined : failed('没有取走矛盾的事件');
    },
  },
  {
    id: 'caught-up',
    zh: '取走全部事件，直到最后一条',
    judge: ({ pulls, ids }) => {
      const last = ids.at(-1)!;
      return pulls.some(({ after }) => after === last) ? undefined : failed(`没有取到 ${last}`);
    },
  },
];

const refusalsOf = (told: readonly Told[]): string => {
  const codes = [...new Set(told.flatMap(({ code }) => (code === undefined ? [] : [code])))];
  return codes.length === 0 ? '' : `（被拒绝：${codes.join('、')}）`;
};
