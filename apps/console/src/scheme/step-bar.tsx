import { Badge, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../form/typed.js';
import type { Step } from './editor.js';
import { sectionOf } from './sections.js';

/** The steps, each with how much is still open in it; any may be gone to at any time. */
export function StepBar({
  steps,
  step,
  findings,
  onStep,
}: Readonly<{
  steps: readonly Step[];
  step: Step;
  findings: readonly Finding[];
  onStep: (step: Step) => void;
}>) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('scheme.steps')} className="scheme-steps">
      {steps.map((name, index) => {
        const count = findings.filter(({ path }) => sectionOf(path) === name).length;
        const words = `${index + 1} ${t(`scheme.step.${name}`)}`;
        return (
          <Badge key={name} count={count} size="small" color="#ad6800">
            <Button
              type={name === step ? 'primary' : 'default'}
              aria-current={name === step ? 'step' : undefined}
              aria-label={count > 0 ? t('scheme.step-open', { step: words, count }) : words}
              onClick={() => onStep(name)}
            >
              {words}
            </Button>
          </Badge>
        );
      })}
    </nav>
  );
}
