import { useQuery } from '@tanstack/react-query';
import { Tour as Shown } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { ask } from '../api/client.js';
import type { Entry, Page, Session } from '../api/types.js';
import { endTour, moveTour, useKept } from './kept.js';
import { indexOfStop, stopsFor } from './stops.js';
import type { Stop } from './stops.js';
import './tour.css';

/** What has not come by then never will: it is left out. */
const COMES_MS = 15_000;

const find = ({ targets }: Stop): HTMLElement | undefined =>
  targets.map((target) => document.querySelector<HTMLElement>(target)).find((found) => found !== null) ??
  undefined;

/** The case whose steps are shown: the newest that somebody may read; `null` where there is none. */
const useCase = (enabled: boolean) =>
  useQuery({
    queryKey: ['tour', 'case'],
    enabled,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const { body } = await ask<Page<Entry>>('/api/v1/entries?limit=1', { signal });
      return body.items[0]?.subject.entry ?? null;
    },
  });

type Heard = Readonly<{ onMissing: (stop: Stop) => void; onLeft: () => void }>;

/**
 * Whether what the stop points at is there. `onMissing` is called where it does not come, `onLeft` where
 * somebody goes elsewhere: nobody is fetched back.
 */
function useIsThere(stop: Stop | undefined, { onMissing, onLeft }: Heard): boolean {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [there, setThere] = useState<string>();
  const { name, place } = stop ?? {};
  const isHere = place === undefined || pathname === place;
  // Once for each place: `navigate` is another after every step, and would lead back for ever.
  useEffect(() => {
    if (place !== undefined) void navigate(place);
  }, [place]);
  useEffect(() => {
    if (!isHere && there === name) onLeft();
  }, [isHere]);
  useEffect(() => {
    if (!stop || !isHere) return;
    const look = () => {
      const isFound = find(stop) !== undefined;
      if (isFound) setThere(stop.name);
      return isFound;
    };
    if (look()) return;
    const watcher = new MutationObserver(() => look() && watcher.disconnect());
    watcher.observe(document.body, { childList: true, subtree: true });
    const timer = setTimeout(() => find(stop) ?? onMissing(stop), COMES_MS);
    return () => {
      watcher.disconnect();
      clearTimeout(timer);
    };
  }, [name, isHere]);
  return isHere && name !== undefined && there === name;
}

/** Shows somebody around their own pages, stop by stop, by mouse or by the arrow keys. */
export default function Tour({ session }: Readonly<{ session: Session }>) {
  const { t } = useTranslation();
  const { may, person } = session;
  const { user } = person;
  const mayRead = may['entry.read'] !== undefined;
  const { data: entry, isPending } = useCase(mayRead);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { at } = useKept(user);
  const [box, setBox] = useState<HTMLElement | null>(null);
  const all = mayRead && isPending ? [] : stopsFor(may, entry ?? undefined);
  const stops = all.filter(({ name }) => !missing.includes(name));
  const current = indexOfStop(stops, at);
  const stop = stops[current];
  const isThere = useIsThere(stop, {
    onMissing: ({ name }) => {
      setMissing((before) => [...before, name]);
      const next = stops[current + 1] ?? stops[current - 1];
      if (next) moveTour(user, next.name);
      else endTour(user, true);
    },
    onLeft: () => endTour(user, false),
  });
  const isShown = isThere && box !== null;
  // Whoever goes by keys is back at the page, and not before its head.
  useEffect(() => () => document.getElementById('main')?.focus(), []);
  const words = (name: string) => ({
    title: t(`tour.${name}`),
    description: t(`tour.${name}-what`),
  });
  return (
    <div
      ref={setBox}
      className="tour no-print"
      {...(isShown ? { role: 'dialog', 'aria-label': t('tour.title') } : {})}
    >
      {box && (
        <Shown
          open={isShown}
          current={current}
          getPopupContainer={() => box}
          closable={{ 'aria-label': t('tour.leave') }}
          scrollIntoViewOptions={{ block: 'center', inline: 'nearest' }}
          indicatorsRender={(now, total) => t('tour.of', { now: now + 1, total })}
          onChange={(next) => stops[next] && moveTour(user, stops[next].name)}
          onClose={() => endTour(user, false)}
          onFinish={() => endTour(user, true)}
          steps={stops.map((each) => ({
            ...words(each.name),
            target: () => find(each) ?? document.body,
            prevButtonProps: { children: t('tour.back') },
            nextButtonProps: {
              children: t(each === stops.at(-1) ? 'tour.done' : 'tour.next'),
              autoFocus: true,
            },
          }))}
        />
      )}
    </div>
  );
}
