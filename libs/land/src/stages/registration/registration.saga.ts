import type { Fact } from '#kernel';
import { fulfilContract } from '../contract/index.js';
import { grantParcel } from '../../ledgers/parcel/index.js';
import { contractOf, parcelOf } from '../../shared/terms.js';
import type { RegistrationEvent } from './registration.events.js';

export const grantParcelOfRegisteredRight = ({
  data: { subject },
}: Fact<RegistrationEvent, 'RightRegistered'>) => grantParcel(parcelOf(subject.parcel), { subject });

/** From here on the contract is fulfilled and can no longer be rescinded. */
export const fulfilContractOfRegisteredRight = ({
  data: { subject },
}: Fact<RegistrationEvent, 'RightRegistered'>) => fulfilContract(contractOf(subject.entry), { subject });
