import Feature from 'ol/Feature.js';
import MVT from 'ol/format/MVT.js';

const FORMAT = new MVT<Feature>({ featureClass: Feature });

/** What a tile shows, read by the library that draws it. */
export const featuresOf = (bytes: Uint8Array): readonly Feature[] =>
  FORMAT.readFeatures(Uint8Array.from(bytes).buffer);
