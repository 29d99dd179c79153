import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recorded } from '#kernel/testing';
import { RecentWindow } from './recent-window.js';

const SIZE = 8;

describe('the newest events in memory', () => {
  it('give what is still here of every stream, from a version that is here, and else nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }),
        fc.integer({ min: -1, max: 40 }),
        (streams, restartAt) => {
          const window = new RecentWindow(SIZE, 0n);
          const versions = new Map<string, number>();
          let here: ReturnType<typeof recorded>[] = [];
          streams.forEach((stream, index) => {
            if (index === restartAt) {
              window.restart(BigInt(index));
              here = [];
            }
            const version = (versions.get(stream) ?? -1) + 1;
            versions.set(stream, version);
            const event = recorded(
              { type: 'Told', data: {} },
              { id: `${stream}@${version}`, stream, version, position: BigInt(index + 1) },
            );
            window.push(event);
            here = [...here, event].slice(-SIZE);
            for (const name of ['a', 'b', 'c']) {
              const own = here.filter((one) => one.stream === name);
              for (let from = 0; from <= version + 1; from++) {
                const isHere = own.length > 0 && from >= own[0]!.version;
                expect(window.streams.from(name, from)).toEqual(
                  isHere ? own.filter((one) => one.version >= from) : [],
                );
              }
            }
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});
