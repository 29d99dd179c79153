import { Module } from '@nestjs/common';
import { BoundaryDesk } from './scheme/boundary-desk.js';
import { CalculateController } from './calculate/calculate.controller.js';
import { Calculating } from './calculate/calculating.js';
import { CaseFile } from './shared/case-file.js';
import { EntryController } from './entry/entry.controller.js';
import { MoneyController } from './money.controller.js';
import { ParcelController } from './parcel/parcel.controller.js';
import { ProcedureController } from './procedure/procedure.controller.js';
import { PlatformController } from './listing/platform.controller.js';
import { QuotaController } from './quota/quota.controller.js';
import { RulesController } from './rules/rules.controller.js';
import { SchemeController } from './scheme/scheme.controller.js';
import { TaskController } from './task/task.controller.js';
import { TermsController } from './terms/terms.controller.js';
import { TenureController } from './tenure/tenure.controller.js';

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
