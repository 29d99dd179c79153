import { join } from 'node:path';
import { Inject, Injectable, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { HOUR_MS, RealTime } from '#access';
import { Clamd, DiskPapers, NoScanner, PaperStore, Scanner, Uploads } from '#papers';
import { LOG } from '../http/log.js';
import type { Log } from '../http/log.js';
import { LandHttpModule } from '../land/land-http.module.js';
import type { Settings } from '../settings.js';
import { ArchiveController } from './archive/archive.controller.js';
import { ArchiveDesk } from './archive/archive-desk.js';
import { BoardLimit } from '../board/board-limit.guard.js';
import { OfficialContents } from './official/official-content.js';
import { OfficialDesk } from './official/official-desk.js';
import { OfficialPaperController, PaperDraftController } from './official/official.controller.js';
import { Printing } from './official/printing.js';
import { VerificationController } from './official/verification.controller.js';
import { PaperDesk } from './paper-desk.js';
import { ChecklistController } from './checklist.controller.js';
import { PaperController } from './paper.controller.js';
import { UploadController } from './upload.controller.js';

/** Below `DATA_DIR`: what is kept, and what is on its way. Several machines must share the folder. */
export const PAPERS_FOLDER = 'papers';
const UPLOADS_FOLDER = 'uploads';

/** Removes what was begun and never attached. */
@Injectable()
class UploadSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Uploads) private readonly uploads: Uploads,
    @Inject(RealTime) private readonly time: RealTime,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.uploads
        .sweep(this.time.ms())
        .catch((error: unknown) =>
          this.log.warn(
            { kind: error instanceof Error ? error.name : typeof error },
            'uploads were not swept',
          ),
        );
    }, HOUR_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}

/** Papers over HTTP, kept in the installation's folder. */
@Module({
  imports: [LandHttpModule],
  controllers: [
    UploadController,
    PaperController,
    ArchiveController,
    ChecklistController,
    OfficialPaperController,
    PaperDraftController,
    VerificationController,
  ],
})
export class PapersHttpModule {
  static forRoot({ DATA_DIR, CLAMD_ADDRESS }: Pick<Settings, 'DATA_DIR' | 'CLAMD_ADDRESS'>): DynamicModule {
    const folder = join(DATA_DIR, PAPERS_FOLDER);
    const [, host, port] = /^(.+):(\d+)$/.exec(CLAMD_ADDRESS ?? '') ?? [];
    const scanner = host === undefined ? new NoScanner() : new Clamd(host, Number(port));
    return {
      module: PapersHttpModule,
      providers: [
        { provide: PaperStore, useValue: new DiskPapers(folder) },
        { provide: Uploads, useValue: new Uploads(join(DATA_DIR, UPLOADS_FOLDER)) },
        { provide: Scanner, useValue: scanner },
        PaperDesk,
        OfficialContents,
        OfficialDesk,
        ArchiveDesk,
        Printing,
        BoardLimit,
        UploadSweep,
      ],
    };
  }
}
