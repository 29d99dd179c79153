import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Problem } from './problems.js';
import type { FieldError } from './problems.js';

/** What a field should be, by class-validator's name of the check. A message of a DTO that is in Chinese already goes first. */
const WORDS: Readonly<Record<string, string>> = {
  isString: '请填写文本。', isNotEmpty: '此项必填，请填写。', isDefined: '此项必填，请填写。', isInt: '请填写整数。', isNumber: '请填写数字。', isBoolean: '请填写 true 或 false。',
  isArray: '请填写列表。', isObject: '请填写对象。', isIn: '请从允许的选项中选择。', isEnum: '请从允许的选项中选择。', min: '数值过小，请改大。', max: '数值过大，请改小。',
  minLength: '内容过短，请补充。', maxLength: '内容过长，请缩短。', isLength: '长度不符，请修改。', matches: '格式不正确，请按规定格式填写。', isDateString: '日期格式不正确，请填写如 2026-03-02。',
  isUrl: '网址不正确，请修改。', arrayMinSize: '至少填写一项。', arrayMaxSize: '项数过多，请减少。', nestedValidation: '请填写完整的内容。', whitelistValidation: '不认识此项，请删除。', unknownValue: '请填写完整的内容。',
};
const CHINESE = /\p{Script=Han}/u;

/** Takes what the DTO declares and nothing else, and says by field what is wrong. */
export const validation = () =>
  new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true, exceptionFactory: (errors) => new Problem('request.invalid', { errors: fieldErrors(errors) }) });

export function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(constraints ?? {}).map(([check, message]) => ({ pointer, code: `field.${check}`, message: CHINESE.test(message) ? message : (WORDS[check] ?? '此项填写不正确，请修改。') }));
    return [...own, ...fieldErrors(children ?? [], pointer)];
  });
}
