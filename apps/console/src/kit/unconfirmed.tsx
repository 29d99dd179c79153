import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

/** White on it is read in either light; antd's own orange is too pale. */
const DARK_ORANGE = '#ad4e00';

/** Marks a number or a day that rests on a rule which nobody has confirmed. */
export function Unconfirmed() {
  const { t } = useTranslation();
  return (
    <Tag variant="solid" color={DARK_ORANGE}>
      {t('case.unconfirmed')}
    </Tag>
  );
}
