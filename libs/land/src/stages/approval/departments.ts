/** Departments of the joint review (联审); each gets a task of its own. */
export const DEPARTMENTS = ['natural-resources', 'agriculture', 'finance'] as const;
export type Department = (typeof DEPARTMENTS)[number];
