/** What a report of an intake says, in English. */
import type { IssueKind } from './issues.js';

/** What was found, and what to do. Braces stand for what was found. */
export const ISSUES_IN_ENGLISH: Readonly<Record<IssueKind, readonly [found: string, next: string]>> = {
  'encoding-gbk': ['The text was read as GBK (GB18030).', 'If it is garbled, export it again in UTF-8.'],
  'encoding-lost': ['{count} signs could not be read.', 'Export the file again in UTF-8 or GBK.'],
  'cpg-contradicts': [
    'The .cpg file says {said}, but the content is {found} and was read so.',
    'Correct the .cpg file.',
  ],
  'prj-missing': [
    'There is no file of the coordinate system (.prj).',
    'Check the system that was inferred, or hand in the .prj.',
  ],
  'crs-foreign': ['The coordinate system {said} is not CGCS2000.', 'Convert the data to CGCS2000.'],
  'crs-unknown': [
    'The coordinate system {said} of the file is not known.',
    'Check the system that was inferred.',
  ],
  'crs-guessed': [
    'No coordinate system was given, so {crs} was inferred from the coordinates.',
    'Check it, or choose another and read the file again.',
  ],
  'crs-ambiguous': [
    'The coordinates may belong to several zones.',
    'State the zone or the central meridian.',
  ],
  'crs-contradicts': [
    'The file says {said}, but the coordinates fit {crs} and were read so.',
    'Check system and zone.',
  ],
  'axes-swapped': [
    'The axes stood in the other order than the format has them, and were swapped.',
    'Check that X is north and Y is east.',
  ],
  'zone-in-easting': ['The eastings carry the zone {zone}.', 'There is nothing to do.'],
  'zone-in-words': [
    'The zone was written as {said} and read as {width} degrees wide.',
    'Write 3 or 6 alone from now on.',
  ],
  'degrees-unsaid': [
    'The coordinates are degrees, which the file does not say.',
    'Check them, and say so from now on.',
  ],
  'degrees-minutes': [
    'Coordinates in degrees, minutes and seconds were converted to degrees.',
    'There is nothing to do.',
  ],
  'unit-unknown': ['The unit was written as {said} and read as metres.', 'Check the unit.'],
  'outside-county': [
    'The place is outside of the county.',
    'Check coordinate system, zone, and whether these are data of this county.',
  ],
  'outside-china': [
    'The coordinates lie in no zone within China.',
    'Check coordinate system, axes and unit.',
  ],
  'across-zones': [
    'It lies across two zones of 3 degrees.',
    'Check the area, which was measured in the system of the county.',
  ],
  'header-missing': ['The description of the file lacks {said}.', 'Add it at the beginning of the file.'],
  'section-missing': [
    'The line that begins the corners of parcels is missing.',
    'Check that this is a file of corners.',
  ],
  'files-ignored': ['The file {said} of the archive was not used.', 'There is nothing to do.'],
  'layer-ignored': ['The layer {said} has no areas and was not read.', 'There is nothing to do.'],
  'layer-empty': ['The layer {said} is empty.', 'Check that the right layer was exported.'],
  'geometry-missing': [
    'The feature has no geometry.',
    'Delete the row or draw it in the program that it comes from.',
  ],
  'geometry-not-polygon': ['The geometry is {said} and no polygon.', 'Hand in a layer of polygons.'],
  'geometry-broken': [
    'The geometry is broken.',
    'Repair it in the program that it comes from, and export it again.',
  ],
  'rings-too-many': ['There are more than {max} rings.', 'Split the feature.'],
  'height-dropped': [
    'The coordinates have heights or measures, which were not used.',
    'There is nothing to do.',
  ],
  'arc-straightened': [
    'Arcs were made polylines that are at most 1 cm off.',
    'Check the corners on the arc.',
  ],
  'line-open': ['A polyline is open and was not read.', 'If it is a boundary, close it in the CAD program.'],
  'block-ignored': [
    'What is in the block {said} was not read.',
    'If it is a boundary, explode the block in the CAD program.',
  ],
  'entity-ignored': [
    'The entity {said} is no polyline and was not read.',
    'If it is a boundary, join its lines (PEDIT).',
  ],
  'attributes-missing': ['There are no attributes.', 'Check that the .dbf file is complete.'],
  'attributes-broken': ['The attributes are broken and were not read.', 'Export the .dbf file again.'],
  'record-deleted': ['The row is marked as deleted and was not read.', 'There is nothing to do.'],
  'name-missing': ['The feature has no name or number.', 'Add one, so that it can be checked.'],
  'name-repeated': ['The number {said} is there twice.', 'Check the numbers.'],
  'feature-repeated': ['The geometry is the same as that of another feature.', 'Delete one of them.'],
  'area-zero': ['The stated area is 0, so the area was measured by the corners.', 'Add the area.'],
  'area-differs': [
    'The stated area {said} is not the {found} m² that the corners enclose.',
    'Check corners and area.',
  ],
  'points-counted': ['{said} corners are stated and {found} are there.', 'Check whether some are missing.'],
  'parcel-without-points': ['The parcel has no corners.', 'Add them.'],
  'corner-missing': [
    'A corner cannot be read, so the whole parcel was not.',
    'Correct it: with one corner less it is other land.',
  ],
  'ring-closed': ['The ring was open and was closed.', 'There is nothing to do.'],
  'ring-short': ['The ring has less than three different corners.', 'Add those that are missing.'],
  'ring-flat': ['The ring encloses no area.', 'Check the corners.'],
  'ring-crosses': ['The boundary is not valid, as the report says.', 'Check it in the order of the corners.'],
  'hole-by-number': ['The ring numbered {said} was read as a hole.', 'There is nothing to do.'],
  'hole-outside': [
    'A hole lies in no outer ring and was read as one.',
    'Check the direction of the rings and whose they are.',
  ],
  'point-not-number': ['The coordinate {said} is no number.', 'Correct it.'],
  'point-repeated': [
    'The corner repeats the one before it and was merged with it.',
    'There is nothing to do.',
  ],
  'point-same-twice': [
    'Both coordinates of the last corner are {said}, a fault of the exporting program; the first was taken.',
    'Check the last corner.',
  ],
  'point-letter-missing': ['The numbers of corners have no letter J.', 'There is nothing to do.'],
  'point-number-repeated': ['The corner number {said} is there twice.', 'Check the numbers.'],
  'line-marks': ['Blanks or hyphens at the beginning of lines were removed.', 'There is nothing to do.'],
  'line-unknown': ['The line {said} cannot be read.', 'Check its format.'],
  'line-long': ['The line has more than {max} signs and was not read.', 'Check whether the file is broken.'],
  'columns-guessed': [
    'There is no heading, so the columns {said} were taken for the coordinates.',
    'Check them, and write a heading from now on.',
  ],
};
