import { Module } from '@nestjs/common';
import { ShownFacts } from '#kernel';
import { QuotaYears } from '#land';
import { BulkCheck } from './task/bulk/bulk-check.js';
import { BulkController } from './task/bulk/bulk.controller.js';
import { BulkJobs } from './task/bulk/bulk-jobs.js';
import { BulkRunner } from './task/bulk/bulk-runner.js';
import { CalculateController } from './calculate/calculate.controller.js';
import { Calculating } from './calculate/calculating.js';
import { ChangeFeed } from './changes/change-feed.js';
import { ChangeStreams } from './changes/change-streams.js';
import { ChangesController } from './changes/changes.controller.js';
import { ClaimController } from './listing/claim.controller.js';
import { ClaimDesk } from './shared/claim-desk.js';
import { WaitingReports } from './shared/waiting-reports.js';
import { RegistrationsController } from './registrations/registrations.controller.js';
import { RegistrationsDesk } from './registrations/registrations-desk.js';
import { RegistryController } from './registration/registry.controller.js';
import { LevyReceiptsController } from './levy/levy-receipts.controller.js';
import { ReceiptsController } from './contract/receipts.controller.js';
import { CommentDesk } from './comments/comment-desk.js';
import { CommentController } from './comments/comment.controller.js';
import { OversightController } from './oversight/oversight.controller.js';
import { OversightDesk } from './oversight/oversight-desk.js';
import { ContractController } from './contract/contract.controller.js';
import { DistributionController } from './distribution/distribution.controller.js';
import { EntryList } from './entry/entry-list.js';
import { EntryListController } from './entry/entry-list.controller.js';
import { EntryController } from './entry/entry.controller.js';
import { SearchController } from './entry/search.controller.js';
import { LevyController } from './levy/levy.controller.js';
import { PlatformListingsController } from './listing/platform-listings.controller.js';
import { PlatformController } from './listing/platform.controller.js';
import { LayerCheck } from './layers/layer-check.js';
import { LayersController } from './layers/layers.controller.js';
import { LayersDesk } from './layers/layers-desk.js';
import { LayerTiles } from './map/layer-tiles.js';
import { MapController } from './map/map.controller.js';
import { MapDesk } from './map/map-desk.js';
import { ParcelTiles } from './map/parcel-tiles.js';
import { RegistersController } from './registers/registers.controller.js';
import { RegistersDesk } from './registers/registers-desk.js';
import { CalendarController } from './notices/calendar.controller.js';
import { NoticeDesk } from './notices/notice-desk.js';
import { NoticesController } from './notices/notices.controller.js';
import { ReadMarks } from './notices/read-marks.js';
import { TableReader } from './shared/table-reader.js';
import { ParcelController } from './parcel/parcel.controller.js';
import { ProcedureController } from './procedure/procedure.controller.js';
import { BankReceiptsController } from './money/bank-receipts.controller.js';
import { BankReceiptsDesk } from './money/bank-receipts-desk.js';
import { RentsController } from './money/rents.controller.js';
import { RentsDesk } from './money/rents-desk.js';
import { MoneyController } from './money/money.controller.js';
import { MoneyDesk } from './money/money-desk.js';
import { QuotaListController } from './quota/quota-list.controller.js';
import { QuotaController } from './quota/quota.controller.js';
import { RulesController } from './rules/rules.controller.js';
import { BoundaryFiles } from './scheme/boundary-reading.js';
import { BoundaryReadingController } from './scheme/boundary-reading.controller.js';
import { BoundaryDesk } from './scheme/boundary-desk.js';
import { SchemeController } from './scheme/scheme.controller.js';
import { CaseFile } from './shared/case-file.js';
import { EntryDesk } from './shared/entry-desk.js';
import { PeopleNames } from './shared/people-names.js';
import { StatisticsController } from './statistics/statistics.controller.js';
import { StatisticsDesk } from './statistics/statistics-desk.js';
import { TaskController } from './task/task.controller.js';
import { KnownValues } from './task/known-values.js';
import { TaskDecisions } from './task/task-decisions.js';
import { NamedRefusals } from './task/named-refusals.js';
import { TaskRows } from './task/task-rows.js';
import { TenureController } from './tenure/tenure.controller.js';
import { TermsController } from './terms/terms.controller.js';

/** The procedure over HTTP. Controllers hold no rule: they find, check the area, and give a command. */
@Module({
  controllers: [
    SchemeController,
    EntryController,
    EntryListController,
    SearchController,
    ChangesController,
    BulkController,
    TaskController,
    ParcelController,
    ContractController,
    LevyController,
    MoneyController,
    BankReceiptsController,
    RentsController,
    DistributionController,
    QuotaController,
    QuotaListController,
    PlatformController,
    PlatformListingsController,
    ClaimController,
    RegistryController,
    RegistrationsController,
    ReceiptsController,
    LevyReceiptsController,
    ProcedureController,
    CalculateController,
    BoundaryReadingController,
    RulesController,
    LayersController,
    MapController,
    RegistersController,
    TenureController,
    TermsController,
    CommentController,
    OversightController,
    StatisticsController,
    NoticesController,
    CalendarController,
  ],
  exports: [CaseFile, PeopleNames],
  providers: [
    CaseFile,
    CommentDesk,
    OversightDesk,
    ClaimDesk,
    WaitingReports,
    EntryDesk,
    EntryList,
    Calculating,
    BoundaryDesk,
    BoundaryFiles,
    LayersDesk,
    MapDesk,
    ParcelTiles,
    LayerTiles,
    StatisticsDesk,
    NoticeDesk,
    ReadMarks,
    RegistersDesk,
    RegistrationsDesk,
    TableReader,
    MoneyDesk,
    BankReceiptsDesk,
    RentsDesk,
    LayerCheck,
    PeopleNames,
    TaskRows,
    NamedRefusals,
    TaskDecisions,
    BulkCheck,
    BulkJobs,
    BulkRunner,
    KnownValues,
    QuotaYears,
    ShownFacts,
    ChangeFeed,
    ChangeStreams,
  ],
})
export class LandHttpModule {}
