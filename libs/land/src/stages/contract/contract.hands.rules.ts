import { personsOf, preparersHand } from '../../shared/hands.rules.js';
import type { Hand } from '../../shared/hands.rules.js';
import type { DealDossier } from '../../shared/dossier.js';

type Signed = Readonly<{ signedBy: string; signedFor?: string }> & DealDossier;

/** Whose hands are on a signed contract: those that signed it, and those that prepared its deal. */
export const handsOnContract = ({ signedBy, signedFor, ...deal }: Signed): readonly Hand[] => [
  { work: 'sign-contract', persons: personsOf({ person: signedBy, onBehalfOf: signedFor }) },
  preparersHand(deal),
];
