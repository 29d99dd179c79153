import { everything } from './whole.mjs';

export default everything();
