import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meaningOf, pressOf } from '../find/keys.js';

/** What each key does, as people press it. */
const KEYS = [
  ['find', 'Ctrl K'],
  ['find', '/'],
  ['down', 'j'],
  ['up', 'k'],
  ['open', 'Enter'],
  ['keys', '?'],
] as const;

/** `?` shows what can be done by keys. */
export function KeysHelp() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (meaningOf(pressOf(event)) === 'keys') setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Modal open={isOpen} onCancel={() => setOpen(false)} footer={null} title={t('keys.title')} width={360}>
      <dl className="keys">
        {KEYS.map(([meaning, key]) => (
          <div key={key}>
            <dt>
              <kbd className="find-key">{key}</kbd>
            </dt>
            <dd>{t(`keys.${meaning}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
