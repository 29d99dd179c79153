import { Loading } from '../kit/states.js';

export default function EntryList() {
  return <Loading />;
}
