import { Loading } from '../kit/states.js';

/** One task: what it is about, and the form of what may be decided. */
export function TaskPanel(_: Readonly<{ id: string; onDone: () => void }>) {
  return <Loading />;
}
