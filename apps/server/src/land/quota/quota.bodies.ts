import {
  Day,
  District,
  DocumentNo,
  Nested,
  Optional,
  QUOTA_NAMES,
  SquareMetres,
  SquareMetresChange,
  Choice,
} from '#land';
import type { QuotaKind } from '#land';

export class LinkageOriginBody {
  @District() district!: string;
  @DocumentNo() acceptanceNo!: string;
}

export class QuotaIssueBody {
  @Choice(QUOTA_NAMES, { called: '指标种类' }) kind!: QuotaKind;
  @SquareMetres() areaM2!: string;
  @DocumentNo() documentNo!: string;
  /** For linkage: where the land was reclaimed, and by which document that was accepted. */
  @Optional() @Nested(() => LinkageOriginBody) origin?: LinkageOriginBody;
}

export class QuotaAdjustmentBody {
  @Choice(QUOTA_NAMES, { called: '指标种类' }) kind!: QuotaKind;
  @SquareMetresChange() deltaM2!: string;
  @DocumentNo() documentNo!: string;
}

export class QuotaBatchBody {
  @DocumentNo() batchNo!: string;
  @Day() openedOn!: string;
  @SquareMetres() limitM2!: string;
}

export class QuotaClosingBody {
  @DocumentNo() documentNo!: string;
}
