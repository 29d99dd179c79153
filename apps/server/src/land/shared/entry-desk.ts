import { Inject, Injectable } from '@nestjs/common';
import type { Acting, Action } from '#access';
import { Engine, envelope } from '#kernel';
import type { Command } from '#kernel';
import type { MetaFactory } from '../../http/request-context.js';
import { CaseFile } from './case-file.js';

/** Gives the commands about an entry that come from outside any task, each under the right of its route. */
@Injectable()
export class EntryDesk {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  /** @throws AccessRefused `access.unknown`, `access.scope`, `access.role`, before the command is made */
  async give(
    who: Acting,
    action: Action,
    id: string,
    meta: MetaFactory,
    command: () => Command,
  ): Promise<Readonly<{ stream: string; version: number }>> {
    const { subject } = await this.files.entry(who, action, id);
    const { stream, version } = await this.engine.executeAndShow(
      envelope(command(), meta(id, undefined, subject.district)),
    );
    return { stream, version };
  }
}
