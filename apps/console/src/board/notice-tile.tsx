import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Area, Money } from '../kit/money.js';
import { TimeLeftTag } from './time-left.js';
import type { NoticeCard } from './notices.js';

/** A notice as a card, all of which leads to it. */
export function NoticeTile({ notice }: Readonly<{ notice: NoticeCard }>) {
  const { t } = useTranslation();
  const { id, kind, state, names, village, location, use, areaM2, termYears, publishedOn } = notice;
  const fen = notice.priceFen ?? notice.startFen;
  return (
    <li className="notice-tile">
      <h2>
        <Link to={`/board/${encodeURIComponent(id)}`}>
          {t(`board.kind.${kind}`, names.kind)} · {names.township}
          {village}
        </Link>
      </h2>
      <div className="notice-tags">
        <Tag>{t(`board.state.${state}`, names.state)}</Tag>
        <TimeLeftTag notice={notice} />
      </div>
      <p>{location}</p>
      <p>
        {use.name} · <Area m2={areaM2} /> · {t('board.years', { years: termYears })}
        {fen && (
          <>
            {' · '}
            {t(notice.priceFen ? 'board.price' : 'board.start')} <Money fen={fen} />
          </>
        )}
      </p>
      <p className="board-rule">{t('board.on', { day: publishedOn })}</p>
    </li>
  );
}
