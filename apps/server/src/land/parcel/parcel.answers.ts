import type { Burden, Parcel } from '#land';
import { day, integer, list, named, object, oneOf, orNull, text } from '../../openapi/schema.js';

const burden = object<Burden>({
  id: text('限制编号'),
  kind: oneOf(['dispute', 'seizure', 'mortgage', 'occupation'], '争议、查封、抵押、违法占地'),
  organ: text('作出机关'),
  on: day(),
  reason: text(),
});

type ParcelAnswer = Readonly<{
  parcel: string;
  status: Parcel['status'];
  entry: string | null;
  burdens: readonly Burden[];
}>;

export const PARCEL = named(
  'Parcel',
  object<ParcelAnswer>({
    parcel: text('宗地代码'),
    status: oneOf(['free', 'locked', 'granted'], '空闲、被入市事项占用、已设立使用权'),
    entry: orNull(text('占用它的入市事项')),
    burdens: list(burden),
  }),
);

export const PARCEL_VERSION = named(
  'ParcelVersion',
  object<{ parcel: string; version: number }>({ parcel: text('宗地代码'), version: integer('办理后的版本') }),
);
