import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/queries.js';
import { meaningOf, pressOf } from '../find/keys.js';
import { beginTour, useKept } from '../tour/kept.js';

/** What each key does, as people press it. */
const KEYS = [
  ['find', 'Ctrl K'],
  ['find', '/'],
  ['down', 'j'],
  ['up', 'k'],
  ['open', 'Enter'],
  ['keys', '?'],
] as const;

/** `?` shows what can be done by keys, and leads to the tour. */
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
      <TourAgain onGo={() => setOpen(false)} />
    </Modal>
  );
}

function TourAgain({ onGo }: Readonly<{ onGo: () => void }>) {
  const { t } = useTranslation();
  const user = useSession().data?.person.user ?? '';
  const { at } = useKept(user);
  const go = () => {
    onGo();
    beginTour(user);
  };
  return <Button onClick={go}>{t(at === undefined ? 'tour.again' : 'tour.go-on')}</Button>;
}
