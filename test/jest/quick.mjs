import { quick } from './whole.mjs';

export default quick();
