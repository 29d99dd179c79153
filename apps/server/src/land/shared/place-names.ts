/** What townships are called on a day, by the packs that are in force. */
import { ANY_DISTRICT } from '#policy';
import type { RulePacks } from '#policy';

export function placeNamesOn(packs: RulePacks, day: string): (township: string) => string {
  const districts = packs.allOn(day).flatMap((pack) => pack.on(day, ANY_DISTRICT).districts);
  const names = new Map(
    districts.flatMap(({ townships }) => townships.map(({ code, name }) => [code, name])),
  );
  return (township) => names.get(township) ?? township;
}
