import { room } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './objections.commands.js';
import { objections } from './objections.decider.js';
import type { ObjectionsEvent } from './objections.events.js';
import { ObjectionsProjection } from './objections.projection.js';
import { refuse } from './objections.refusals.js';
import { OBJECTIONS_WORK } from './objections.work.js';

export const objectionsRoom = room<ObjectionsEvent>()({
  stream: 'objections',
  name: { zh: '公众异议', en: 'Public objections' },
  module: moduleOf('objections', commands, () => objections, ObjectionsProjection),
  decider: () => objections,
  refusals: refuse.catalogue,
  work: OBJECTIONS_WORK,
  upcasters: [],
  facts: {
    ObjectionReceived: { zh: '收到公众异议', en: 'Public objection received' },
    ObjectionAnswered: { zh: '答复公众异议', en: 'Public objection answered' },
  },
});
