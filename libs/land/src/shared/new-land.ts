/** Said to the clerk by the check of the scheme and in the findings of the planning check. */
export const newLandBarred = (advice: string): string =>
  `现行规则不允许新增建设用地入市：济政字〔2021〕60号把入市用地列入年度新增建设用地计划，2023年试点要求存量优先、不得新增，规则开关“允许新增建设用地入市”现为“否”。${advice}`;
