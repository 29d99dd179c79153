import { describe, expect, it } from '@jest/globals';
import type { Work } from '../work/work.js';
import { WORKS } from '../work/works.js';
import { exampleBody } from './example-body.js';
import { readBody } from './read-body.js';

const TODAY = '2026-03-02';
const ALL: readonly Work[] = WORKS;
const bodies = new Set(
  ALL.flatMap(({ outcomes }) => Object.values(outcomes).flatMap(({ body }) => body ?? [])),
);

describe('a body that is filled in by the examples of its form', () => {
  it('passes the checks of every outcome of every kind of work', () => {
    expect(bodies.size).toBeGreaterThan(20);
    const faults = [...bodies].flatMap((body) =>
      readBody(body, exampleBody(body, TODAY)).faults.map(({ message }) => `${body.name}: ${message}`),
    );
    expect(faults).toEqual([]);
  });
});
