import { awaitedRoom } from './awaited/awaited.room.js';
import { calendarRoom } from './clocks/clocks.room.js';
import { cadastreRoom } from './ledgers/cadastre/cadastre.room.js';
import { parcelRoom } from './ledgers/parcel/parcel.room.js';
import { quotaRoom } from './ledgers/quota/quota.room.js';
import { rulesRoom } from './rules/rules.room.js';
import { approvalRoom } from './stages/approval/approval.room.js';
import { contractRoom } from './stages/contract/contract.room.js';
import { distributionRoom } from './stages/distribution/distribution.room.js';
import { levyRoom } from './stages/levy/levy.room.js';
import { listingRoom } from './stages/listing/listing.room.js';
import { planningRoom } from './stages/planning/planning.room.js';
import { registrationRoom } from './stages/registration/registration.room.js';
import { schemeRoom } from './stages/scheme/scheme.room.js';
import { tenureRoom } from './stages/tenure/tenure.room.js';
import { taskRoom } from './work/task/task.room.js';

/** In the order of the law; then what every stage needs. */
export const ROOMS = [
  schemeRoom,
  parcelRoom,
  cadastreRoom,
  planningRoom,
  approvalRoom,
  quotaRoom,
  listingRoom,
  contractRoom,
  levyRoom,
  distributionRoom,
  registrationRoom,
  tenureRoom,
  taskRoom,
  calendarRoom,
  awaitedRoom,
  rulesRoom,
] as const;
