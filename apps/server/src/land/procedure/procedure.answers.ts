import { items, list, named, object, text } from '../../openapi/schema.js';
import { WORK_FORM } from '../form.answers.js';
import type { PartView } from './procedure.controller.js';

export const WORK_FORMS = items(WORK_FORM);
type Arrow = PartView['arrows'][number];
export const PARTS = items(
  named(
    'Part',
    object<PartView>({
      part: text('环节'),
      zh: text('中文名称'),
      who: text('由谁办理（英文）'),
      whoZh: text('由谁办理'),
      law: text('依据'),
      work: list(text('任务种类')),
      arrows: list(
        object<Arrow>({
          name: text(),
          after: list(object<Arrow['after'][number]>({ type: text('业务记录'), zh: text('中文名称') })),
          gives: list(text('命令')),
        }),
      ),
    }),
  ),
);
