/** How much an intake may cost. What is more is another kind of work, or an attack. */

/** Of a file as it is handed in, bytes. The usual GeoPackage of a county has 140 MB. */
export const BYTES_MAX = 200_000_000;
/** Of all files of an archive together, bytes. */
export const UNPACKED_BYTES_MAX = 400_000_000;
/**
 * How many times its packed size a file of an archive may be. Attributes with wide fields are mostly blanks
 * and come to 300; what is above was made to be.
 */
export const UNPACKED_RATIO_MAX = 500;
/** Below this, bytes, the ratio says nothing: a small layer that is all blanks harms nobody. */
export const RATIO_FROM_BYTES = 32_000_000;
/** Files in an archive. */
export const FILES_MAX = 200;
export const FEATURES_MAX = 200_000;
/** Corners of all features together. */
export const VERTICES_MAX = 5_000_000;
/** Lines of a surveyor's text or of a pasted table. */
export const LINES_MAX = 500_000;
/** Characters of one line of text, and of one attribute. */
export const LINE_CHARACTERS_MAX = 2_000;
/** Attributes of a feature. */
export const ATTRIBUTES_MAX = 255;
/** Rings of one feature: each hole is looked for in each shell. */
export const RINGS_MAX = 5_000;
/** Places that a report tells of one kind of issue; of the others it tells how many they are. */
export const PLACES_TOLD_MAX = 20;
/** Of the thread that reads, seconds: 100,000 polygons take less than 30. */
export const INTAKE_SECONDS_MAX = 120;
/** Memory of the thread, MB. */
export const INTAKE_MEGABYTES_MAX = 1_024;

export type IntakeLimits = Readonly<{
  bytes: number;
  unpackedBytes: number;
  files: number;
  features: number;
  vertices: number;
  lines: number;
}>;

export const LIMITS: IntakeLimits = {
  bytes: BYTES_MAX,
  unpackedBytes: UNPACKED_BYTES_MAX,
  files: FILES_MAX,
  features: FEATURES_MAX,
  vertices: VERTICES_MAX,
  lines: LINES_MAX,
};
