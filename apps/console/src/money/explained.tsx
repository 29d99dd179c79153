import { useTranslation } from 'react-i18next';
import { Unconfirmed } from '../kit/unconfirmed.js';
import type { Explanation } from './queries.js';

/** How an amount came about: its formula line by line, the row of the rules, and what that rests on. */
export function Explained({ of }: Readonly<{ of: Explanation }>) {
  const { t } = useTranslation();
  const { formula, rule, source, confirmed } = of;
  return (
    <>
      <ol className="money-formula">
        {linesOf(formula).map((line, index) => (
          <li key={`${index} ${line}`}>{line}</li>
        ))}
      </ol>
      <div className="secondary">
        {t('case.source', { source })}（{rule}）{!confirmed && <Unconfirmed />}
      </div>
    </>
  );
}

/** The steps of a formula, which stand one after the other in it. */
export const linesOf = (formula: string): readonly string[] =>
  formula
    .split(/[；;]\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
