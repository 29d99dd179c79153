import {
  BASIS_NAMES,
  Day,
  DocumentNo,
  EXCEPTION_NAMES,
  Fen,
  HOLDING_NAMES,
  Line,
  Lines,
  Nested,
  NestedList,
  SquareMetres,
  TEXT_MAX,
  Uscc,
  Whole,
  Choice,
} from '#land';

const COUNT_MAX = 1_000_000;
/** Parcels reclaimed for one entry, and contracts of one consolidation. */
const PARTS_MAX = 200;

export class SchemeResolutionBody {
  @Choice(BASIS_NAMES, { called: '表决形式' }) basis = 'members' as const;
  @Whole(0, COUNT_MAX) total = 0;
  @Whole(0, COUNT_MAX) present = 0;
  @Whole(0, COUNT_MAX, { called: '同意票数' }) yes = 0;
  @Day({ empty: true }) noticeOn = '';
  @Day({ empty: true, called: '表决日期' }) heldOn = '';
}

export class SchemePartyBody {
  @Line({ max: TEXT_MAX, empty: true }) name = '';
  @Uscc({ empty: true }) uscc = '';
}

export class PaperBody {
  @Line({ max: TEXT_MAX, empty: true }) issuer = '';
  @DocumentNo({ empty: true }) documentNo = '';
  @Day({ empty: true }) on = '';
}

class OriginBody {
  @Line({ max: TEXT_MAX, empty: true, called: '复垦方区代码' }) district = '';
  @Nested(() => SchemePartyBody) owner = new SchemePartyBody();
  @Lines({ max: PARTS_MAX }) parcels: string[] = [];
  @SquareMetres({ empty: true }) reclaimedM2 = '';
  @Nested(() => SchemeResolutionBody) resolution = new SchemeResolutionBody();
}

export class AdjustmentBody {
  @Nested(() => OriginBody) origin = new OriginBody();
  @Nested(() => PaperBody) reclamation = new PaperBody();
  @Nested(() => PaperBody) acceptance = new PaperBody();
  @DocumentNo({ empty: true }) certificateNo = '';
  @DocumentNo({ empty: true, called: '调整协议编号' }) agreementNo = '';
}

class HoldingBody {
  @Line({ max: TEXT_MAX, empty: true }) holder = '';
  @Choice(HOLDING_NAMES, { called: '整备方式' }) kind = 'acquired' as const;
  @DocumentNo({ empty: true }) contractNo = '';
  @SquareMetres({ empty: true }) areaM2 = '';
  @Fen({ empty: true }) compensationFen = '';
  @Line({ max: TEXT_MAX, empty: true, called: '补偿账户', example: '三涧溪村股份经济合作社基本户' }) account =
    '';
}

export class ConsolidationBody {
  @DocumentNo({ empty: true }) planNo = '';
  @NestedList(() => HoldingBody, { max: PARTS_MAX }) holdings: HoldingBody[] = [];
}

export class ExceptionBody {
  @Choice(EXCEPTION_NAMES, { called: '适用的例外' })
  kind = 'point-supply' as const;
  @Nested(() => PaperBody) paper = new PaperBody();
}
