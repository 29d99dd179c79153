import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { Day } from '../../shared/terms.js';
import type { ObjectionAbout, ObjectionsEvent } from './objections.events.js';

/** Where an objection stands, in the words of whoever asks. */
export const OBJECTION_STATE_NAMES = {
  open: '已收到，正在处理',
  upheld: '已答复：异议成立',
  dismissed: '已答复：异议不成立',
} as const;
export type ObjectionState = keyof typeof OBJECTION_STATE_NAMES;

/** An objection with its answer; `answeredAt` is ISO 8601 in UTC. */
export type ObjectionView = ObjectionAbout &
  Readonly<{
    receipt: string;
    state: ObjectionState;
    receivedOn: Day;
    text: string;
    sha256: string;
    answer: string | null;
    documentNo: string | null;
    answeredAt: string | null;
  }>;

/** By the number of the objection. */
export const PublicObjections = readModel<ObjectionView>('public-objections');

@Injectable()
export class ObjectionsProjection extends Projection<ObjectionView, ObjectionsEvent> {
  readonly model = PublicObjections;
  readonly handles = ['ObjectionReceived', 'ObjectionAnswered'] as const;

  ids({ data: { number } }: Recorded<ObjectionsEvent>): readonly string[] {
    return [number];
  }

  evolve(
    view: ObjectionView | undefined,
    { type, data, meta }: Recorded<ObjectionsEvent>,
  ): ObjectionView | undefined {
    if (type === 'ObjectionReceived') {
      const { on: receivedOn, ...told } = data;
      return { ...told, receivedOn, state: 'open', answer: null, documentNo: null, answeredAt: null };
    }
    const { upheld, answer, documentNo } = data;
    const state = upheld ? 'upheld' : 'dismissed';
    return view && { ...view, state, answer, documentNo, answeredAt: meta.occurredAt };
  }

  override index({ subject, notice, state, receivedOn }: ObjectionView, id: string) {
    const { entry, district, township } = subject;
    return { keys: { entry, notice, state, district, township }, sort: `${receivedOn} ${id}` };
  }
}
