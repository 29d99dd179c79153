import type { PackOn } from '#policy';

/** 先行区 as the seed plan lists them (济政字〔2021〕60号 六（一）): whole townships in the pack. */
export const inPilotArea = (pack: PackOn, district: string, township: string): boolean =>
  pack.districts.some(
    ({ code, townships }) => code === district && townships.some((row) => row.code === township && row.pilot),
  );
