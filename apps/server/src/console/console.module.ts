import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { DemoAccess } from '../demo/demo-access.js';
import { ConsoleController, DEMO_ACCESS } from './console.controller.js';
import { ConsoleFiles } from './console-files.js';

/** The console of an installation where it was built; `demo` is what the sign-in page may offer. */
@Module({})
export class ConsoleModule {
  static forRoot(files: ConsoleFiles, demo?: DemoAccess): DynamicModule {
    return {
      module: ConsoleModule,
      global: true,
      controllers: [ConsoleController],
      providers: [
        { provide: ConsoleFiles, useValue: files },
        { provide: DEMO_ACCESS, useValue: demo },
      ],
      exports: [ConsoleFiles],
    };
  }
}
