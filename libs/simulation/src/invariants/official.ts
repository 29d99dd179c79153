import { grouped, only } from './check.js';
import type { Check, Log } from './check.js';

/** Numbers of official papers are given in their order, none is left out, and one fact has one paper. */
export function officialNumbersGapless(log: Log): Check {
  const issued = only(log, 'OfficialPaperIssued');
  const registers = grouped(
    issued,
    ({ data: { subject, year, kind } }) => `${subject.district} ${year} ${kind}`,
  );
  const outOfOrder = [...registers].flatMap(([register, papers]) =>
    papers.flatMap(({ id, data: { serial } }, index) =>
      serial === index + 1 ? [] : [`${register} 的第 ${index + 1} 份公文编为 ${serial} 号（${id}）。`],
    ),
  );
  const twice = [...grouped(issued, ({ data: { basis } }) => basis)].flatMap(([basis, papers]) =>
    papers.length === 1 ? [] : [`业务记录 ${basis} 有 ${papers.length} 份公文。`],
  );
  const known = new Set(log.map(({ id }) => id));
  const unfounded = issued.flatMap(({ id, data: { basis } }) =>
    known.has(basis) ? [] : [`公文 ${id} 所依据的业务记录 ${basis} 不存在。`],
  );
  return {
    id: 'official-numbers-gapless',
    zh: '公文按年连续编号，不重号、不空号，一项业务只有一份',
    en: 'Numbers of official papers are gapless, and one fact has one paper',
    looked: issued.length,
    violations: [...outOfOrder, ...twice, ...unfounded],
  };
}
