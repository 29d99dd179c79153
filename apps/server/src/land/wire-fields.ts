import { Matches, MaxLength } from 'class-validator';
import { TEXT_MAX } from '#land';

/** Fields of a scheme on the wire: right in form or empty, because what is missing is named by the decider. */
export const Words = () => MaxLength(TEXT_MAX);
export const Day = () => Matches(/^(\d{4}-\d{2}-\d{2})?$/, { message: '$property 应为 YYYY-MM-DD 格式的日期' });
export const Fen = () => Matches(/^(0|[1-9]\d{0,14})?$/, { message: '$property 应为以分为单位的整数字符串，例如 "115000000"' });
export const Area = () => Matches(/^(\d{1,10}(\.\d{1,2})?)?$/, { message: '$property 应为平方米数，最多两位小数' });
export const Ratio = () => Matches(/^(\d{1,3}(\.\d{1,6})?%)?$/, { message: '$property 应为百分数，例如 "35%"' });
