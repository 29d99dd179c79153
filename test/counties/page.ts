/**
 * A page of commands, typed as it stands: lines of `rushi`, files that `cat` writes, and the few words of a
 * shell between them. A line that is none of these is refused, so that nothing on the page goes untried.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { addDays } from '#policy';
import { rushi } from '../../apps/cli/testing/rushi.js';

/** What of the page is for the shell alone: where things are, and how the program is called. */
const OF_THE_SHELL = [
  /^export DATA_DIR=\S+ PACKS_DIR=\S+$/,
  /^export TODAY=\$\(TZ=Asia\/Shanghai date \+%F\) YEAR=\$\(TZ=Asia\/Shanghai date \+%Y\)$/,
  /^rushi\(\) \{ npm run -s rushi -- "\$@"; \}$/,
  /^day\(\) \{ TZ=Asia\/Shanghai date -d "\$1 days" \+%F; \} +# .*$/,
  /^npm ci && npm run build$/,
  /^node dist\/bundle\/server\.js$/,
];
/** Names of the page that lie in the reader's folder. */
const OF_THE_FOLDER = /^(?:.+\.(?:json|csv|zip|pdf)|新版|公文)$/;

export type Typed = Readonly<{ line: string; status: number; out: string; err: string }>;

export class Page {
  private readonly text: string;
  readonly variables = new Map<string, string>();

  constructor(
    path: string,
    private readonly home: string,
    private readonly today: () => string,
    /** What surrounds each command: the password of whoever types it, and waiting for what follows. */
    private readonly around: (line: string, type: () => Promise<Typed>) => Promise<Typed>,
  ) {
    this.text = readFileSync(path, 'utf8');
  }

  get sections(): readonly string[] {
    return [...this.text.matchAll(/^## (.*)$/gm)].map(([, title]) => title!);
  }

  /** Types all of a section. @returns what each command said */
  async section(title: string): Promise<readonly Typed[]> {
    const section = this.text.split(/^## /m).find((part) => part.startsWith(title))!;
    const typed: Typed[] = [];
    for (const [, block] of section.matchAll(/```sh\n([\s\S]*?)```/g))
      typed.push(...(await this.block(block!)));
    return typed;
  }

  /** One command in the reader's own words. */
  async type(line: string): Promise<Typed> {
    return this.around(line, async () => {
      const [command = '', into] = line.split(' > ');
      const words = this.filled(command)
        .split(' ')
        .slice(1)
        .map((word) => (OF_THE_FOLDER.test(word) ? join(this.home, word) : word));
      const said = await rushi(...words);
      if (into !== undefined) writeFileSync(join(this.home, into), said.out);
      return { line, ...said };
    });
  }

  private async block(block: string): Promise<readonly Typed[]> {
    const typed: Typed[] = [];
    const commands = block.replaceAll(
      /^cat > (\S+) <<EOF\n([\s\S]*?)^EOF\n/gm,
      (_, file: string, content) => {
        writeFileSync(join(this.home, file), this.filled(content as string));
        return '';
      },
    );
    for (const line of commands.split('\n').filter(Boolean)) {
      const [, name, value] = /^export ([A-Z])=(\S+)$/.exec(line) ?? [];
      if (name) this.variables.set(name, value!);
      else if (line.startsWith('rushi ')) typed.push(await this.type(line));
      else expect([line, OF_THE_SHELL.some((known) => known.test(line))]).toEqual([line, true]);
    }
    return typed;
  }

  private filled(text: string): string {
    const variables = new Map([
      ...this.variables,
      ['TODAY', this.today()],
      ['YEAR', this.today().slice(0, 4)],
      ['PACKS_DIR', join(this.home, 'packs')],
    ]);
    return text
      .replaceAll(/\$\(day (-?\d+)\)/g, (_, days: string) => addDays(this.today(), Number(days)))
      .replaceAll(/\$([A-Z_]+)/g, (_, name: string) => {
        expect([name, variables.has(name)]).toEqual([name, true]);
        return variables.get(name)!;
      });
  }
}
