import { named, object, oneOf } from '../../openapi/schema.js';

/** Before the registration, during the right, after its end: what there is to say differs. */
export const TENURE = named('Tenure', {
  ...object<{ status: string }>({ status: oneOf(['none', 'held', 'ended'], '尚未登记、存续、终止') }),
  additionalProperties: true,
  description:
    '存续时：使用权人 holder、证号 certificateNo、用途 use、期限 beganOn 至 endsOn、约定日期 schedule、开工 startedOn、竣工 ' +
    'completedOn、闲置 idle、转让 transfer、续期 renewal、转为出让 conversion、分红 dividends、限制 burdens',
});
