/** Waiting, finding and the keyboard. */
export const zhFind = {
  'case.waits-for': '等待{{who}}，当前“{{state}}”，{{since}}',
  'case.taken': '{{at}} 签收',
} as const;
