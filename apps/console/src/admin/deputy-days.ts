type Days = Readonly<{ fromDay: string; toDay: string }>;

/** Whether it is over, in force or still to come on a day; both of its days belong to it. */
export const standsOn = ({ fromDay, toDay }: Days, day: string): 'over' | 'now' | 'later' =>
  toDay < day ? 'over' : fromDay > day ? 'later' : 'now';
