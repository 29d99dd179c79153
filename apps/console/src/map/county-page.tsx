import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.js';
import { Failed, LoadingPage } from '../kit/states.js';
import { PageTitle } from '../kit/title.js';
import './county.css';
import { CountyCanvas } from './county-canvas.js';
import type { Seen } from './county-canvas.js';
import { layerColours, stageColours } from './county.js';
import type { County, ParcelSeen } from './county.js';
import { ChosenCard, InView, Layers, Stages } from './county-side.js';

const useCounty = () =>
  useQuery({
    queryKey: ['map'],
    queryFn: async ({ signal }) => (await ask<County>('/api/v1/map', { signal })).body,
  });

/** One map of the county: parcels by how far their entries are, over the layers that count today. */
export default function CountyPage() {
  const county = useCounty();
  if (county.error && !county.data)
    return <Failed error={county.error} onAgain={() => void county.refetch()} />;
  return county.data ? <CountyShown county={county.data} /> : <LoadingPage />;
}

const NOTHING_SEEN: Seen = { parcels: [], resolution: 1, clustered: false };
type Chosen = Readonly<{ parcel?: ParcelSeen; layers: readonly string[] }>;

function CountyShown({ county }: Readonly<{ county: County }>) {
  const { t } = useTranslation();
  const [layers, setLayers] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState(NOTHING_SEEN);
  const [chosen, setChosen] = useState<Chosen>({ layers: [] });
  // Kept as they came: a map is not made anew because somebody has registered something meanwhile.
  const [first] = useState(county);
  const [colours] = useState(() => ({
    stages: stageColours(first.stages),
    layers: layerColours(first.layers),
  }));
  return (
    <div className="county">
      <PageTitle title={t('county.title')}>
        <span className="secondary">
          {t('county.place', { place: first.grid.place, crs: first.grid.crs })}
        </span>
      </PageTitle>
      <div className="county-columns">
        <CountyCanvas
          county={first}
          colours={colours}
          layers={layers}
          seen={seen}
          onSeen={setSeen}
          onChosen={(parcel, at) => setChosen({ ...(parcel ? { parcel } : {}), layers: at })}
        />
        <aside className="county-side">
          <div className="no-print">
            <ChosenCard {...chosen} county={first} />
          </div>
          <Stages stages={county.stages} colours={colours.stages} />
          <Layers layers={first.layers} colours={colours.layers} shown={layers} onShow={setLayers} />
          <InView {...seen} onChoose={(parcel) => setChosen({ parcel, layers: [] })} />
        </aside>
      </div>
    </div>
  );
}
