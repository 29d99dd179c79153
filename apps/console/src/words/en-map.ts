import type { zhMap } from './zh-map.js';

/** The map of the county. */
export const enMap: Readonly<Record<keyof typeof zhMap, string>> = {
  'frame.to./map': 'Map',
  'county.title': 'Map of the county',
  'county.place': '{{place}}, {{crs}} (CGCS2000, metres)',
  'county.label':
    'The county’s parcels and layers: arrow keys move, plus and minus zoom; a list says what is in view',
  'county.measure-length': 'Measure a distance',
  'county.measure-area': 'Measure an area',
  'county.measure-how': 'Click point after point, and twice to end; measured on the plane, no legal area.',
  'county.length': 'Distance {{length}} (on the plane)',
  'county.area': 'Area {{m2}} m², {{mu}} mu (on the plane, no legal area)',
  'county.sheet': 'Make a map sheet',
  'county.sheet-end': 'Back to the map',
  'county.sheet-title': 'Map sheet of parcels: {{place}}',
  'county.print': 'Print the sheet',
  'county.north': 'N',
  'county.foot': '{{crs}} · scale 1:{{scale}}',
  'county.drawn-on': 'drawn on {{day}}',
  'county.choose': 'Click a parcel to see its case.',
  'county.chosen': 'What lies there',
  'county.stages': 'Parcels by stage',
  'county.stage': '{{name}}: {{parcels}}',
  'county.layers': 'Planning layers',
  'county.in-view': 'Parcels in view ({{count}})',
  'county.nothing': 'No parcel that you may see lies in view: move the map or zoom out.',
  'county.clustered': 'Too many parcels: each dot stands for as many as it says. Zoom in.',
  'county.more': '{{count}} more: zoom in.',
};
