/** What of the interface for machines the kit looks at. */
export const EVENTS = '/platform/v1/events';
export const LISTINGS = '/platform/v1/listings';
