import { toldOf } from '../../shared/told.rules.js';

/** Departments of the joint review (联审); each gets a task of its own. */
export const DEPARTMENTS = ['natural-resources', 'agriculture', 'finance'] as const;
export type Department = (typeof DEPARTMENTS)[number];

const DEPARTMENT_NAMES: Readonly<Record<Department, string>> = {
  'natural-resources': '自然资源',
  agriculture: '农业农村',
  finance: '财政',
};

/** `自然资源（natural-resources）、财政（finance）`; one of another release keeps its code. */
export const departmentsTold = (departments: readonly string[]): string =>
  toldOf(
    Object.fromEntries(
      departments.map((department) => [
        department,
        Object.hasOwn(DEPARTMENT_NAMES, department) ? DEPARTMENT_NAMES[department as Department] : department,
      ]),
    ),
  );
