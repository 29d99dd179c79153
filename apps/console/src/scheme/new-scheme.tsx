import { Loading } from '../kit/states.js';

export default function NewScheme() {
  return <Loading />;
}
