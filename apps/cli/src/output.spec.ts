import { describe, expect, it } from '@jest/globals';
import { Progress } from './output.js';

const watched = (live: boolean) => {
  const said: string[] = [];
  const io = { out: () => undefined, err: (text: string) => void said.push(text), live, color: false };
  return { said, progress: new Progress(io) };
};

describe('progress', () => {
  it('ends on a terminal with the last that was said, however shortly after the one before', () => {
    const { said, progress } = watched(true);
    for (let done = 1; done <= 50; done++) progress.show(done, 50, '个事件');
    progress.end();
    expect(said.at(-1)).toMatch(/█{24} 50\/50 个事件\n$/);
  });

  it('is silent where nobody watches, and where nothing was done', () => {
    const { said, progress } = watched(false);
    progress.show(1, 2, '个事件');
    progress.end();
    expect(said).toEqual([]);
    const idle = watched(true);
    idle.progress.end();
    expect(idle.said).toEqual([]);
  });
});
