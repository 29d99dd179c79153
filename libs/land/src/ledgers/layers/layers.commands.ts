import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Day } from '../../shared/terms.js';
import type { LayerContent, LayerFile } from './layers.events.js';

const command = commandsTo<StreamOf<'layers'>>();

/** All layers of a district stand in one stream: they are few, and a check asks for all of them. */
export const layersOf = (district: string): StreamOf<'layers'> => `layers-${district}`;

type OfLayer = Readonly<{ district: string; layer: string; version: string }>;

/** Whoever gives it has put the features there before: the fact is the last thing that an import writes. */
export const importLayer = command<
  'ImportLayer',
  OfLayer & Readonly<{ source: string; file: LayerFile; content: LayerContent }>
>('ImportLayer');
/** `leftOut`: how many features of the file are known to be missing in it. */
export const adoptLayer = command<
  'AdoptLayer',
  OfLayer & Readonly<{ validFrom: Day; documentNo: string; leftOut?: number }>
>('AdoptLayer');
export const retireLayer = command<'RetireLayer', OfLayer & Readonly<{ documentNo: string; reason: string }>>(
  'RetireLayer',
);
export type LayersCommand = CommandsOf<typeof import('./layers.commands.js')>;
