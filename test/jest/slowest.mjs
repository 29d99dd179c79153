const SHOWN = 10;
const MS_PER_SECOND = 1_000;

/** Says at the end of a run which suites took longest, so that slowness is seen while it is small. */
export default class Slowest {
  onRunComplete(_contexts, { testResults }) {
    if (testResults.length <= 1) return;
    const seconds = ({ start, end }) => ((end - start) / MS_PER_SECOND).toFixed(1).padStart(7);
    const slowest = [...testResults]
      .sort((a, b) => b.perfStats.end - b.perfStats.start - (a.perfStats.end - a.perfStats.start))
      .slice(0, SHOWN);
    const lines = slowest.map(
      ({ perfStats, testFilePath }) =>
        `${seconds(perfStats)} s  ${testFilePath.replace(`${process.cwd()}/`, '')}`,
    );
    process.stderr.write(`\nThe ${lines.length} slowest suites:\n${lines.join('\n')}\n`);
  }
}
