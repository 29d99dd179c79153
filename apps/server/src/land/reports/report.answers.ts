/** Besides what the right's own matter may refuse. */
export const REPORT = { topics: ['signature'] };
/** A receipt is judged by the matter that the money is for. */
export const RECEIPT = { topics: ['signature'] };
