import { Module } from '@nestjs/common';
import { BoundaryDesk } from './boundary-desk.js';
import { CalculateController } from './calculate.controller.js';
import { Calculating } from './calculating.js';
import { CaseFile } from './case-file.js';
import { EntryController } from './entry.controller.js';
import { MoneyController } from './money.controller.js';
import { ParcelController } from './parcel.controller.js';
import { ProcedureController } from './procedure.controller.js';
import { PlatformController } from './platform.controller.js';
import { QuotaController } from './quota.controller.js';
import { RulesController } from './rules.controller.js';
import { SchemeController } from './scheme.controller.js';
import { TaskController } from './task.controller.js';
import { TermsController } from './terms.controller.js';
import { TenureController } from './tenure.controller.js';

/** The procedure over HTTP. Controllers hold no rule: they find, check the area, and give a command. */
@Module({
  controllers: [
    SchemeController,
    EntryController,
    TaskController,
    ParcelController,
    MoneyController,
    QuotaController,
    PlatformController,
    ProcedureController,
    CalculateController,
    RulesController,
    TenureController,
    TermsController,
  ],
  providers: [CaseFile, Calculating, BoundaryDesk],
})
export class LandHttpModule {}
