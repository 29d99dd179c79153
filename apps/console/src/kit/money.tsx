import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { areaWords, yuan } from './amounts.js';

export function Money({ fen }: Readonly<{ fen: string }>) {
  const { t } = useTranslation();
  return (
    <span className="money">
      {yuan(fen)} {t('form.yuan')}
    </span>
  );
}

/** In square metres, as the law counts; 亩 and 公顷 beside it, as people speak. */
export function Area({ m2 }: Readonly<{ m2: string }>) {
  const { t } = useTranslation();
  const { mu, hectares } = areaWords(m2);
  return (
    <Tooltip title={t('area.also', { mu, hectares })}>
      <span className="money">
        {m2} {t('area.m2')}
      </span>
    </Tooltip>
  );
}
