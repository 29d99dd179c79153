/** The part of jsts that is used here. Its own declarations do not cover deep imports of single classes. */
declare module 'jsts/org/locationtech/jts/geom/Coordinate.js' {
  export default class Coordinate {
    constructor(x: number, y: number);
    x: number;
    y: number;
  }
}
declare module 'jsts/org/locationtech/jts/geom/GeometryFactory.js' {
  import type Coordinate from 'jsts/org/locationtech/jts/geom/Coordinate.js';
  export interface Geometry {
    getArea(): number;
    isEmpty(): boolean;
  }
  export interface LinearRing extends Geometry {
    getCoordinates(): Coordinate[];
  }
  export default class GeometryFactory {
    createLinearRing(coordinates: Coordinate[]): LinearRing;
    createPolygon(shell: LinearRing, holes: LinearRing[]): Geometry;
    createMultiPolygon(polygons: Geometry[]): Geometry;
  }
}
declare module 'jsts/org/locationtech/jts/operation/valid/IsValidOp.js' {
  import type Coordinate from 'jsts/org/locationtech/jts/geom/Coordinate.js';
  import type { Geometry } from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
  export default class IsValidOp {
    constructor(geometry: Geometry);
    isValid(): boolean;
    getValidationError(): { getErrorType(): number; getCoordinate(): Coordinate | null } | null;
  }
}
declare module 'jsts/org/locationtech/jts/operation/overlay/snap/SnapIfNeededOverlayOp.js' {
  import type { Geometry } from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
  export default class SnapIfNeededOverlayOp {
    static intersection(a: Geometry, b: Geometry): Geometry;
    static difference(a: Geometry, b: Geometry): Geometry;
  }
}
