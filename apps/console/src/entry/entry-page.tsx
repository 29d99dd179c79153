import { Loading } from '../kit/states.js';

export default function EntryPage() {
  return <Loading />;
}
