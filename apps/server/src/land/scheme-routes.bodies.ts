import {
  Day,
  DocumentNo,
  Fen,
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
  @Choice(['members', 'delegates']) basis = 'members' as const;
  @Whole(0, COUNT_MAX) total = 0;
  @Whole(0, COUNT_MAX) present = 0;
  @Whole(0, COUNT_MAX) yes = 0;
  @Day({ empty: true }) noticeOn = '';
  @Day({ empty: true }) heldOn = '';
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
  @Line({ max: TEXT_MAX, empty: true }) district = '';
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
  @DocumentNo({ empty: true }) agreementNo = '';
}

class HoldingBody {
  @Line({ max: TEXT_MAX, empty: true }) holder = '';
  @Choice(['acquired', 'trust'], '整备方式应为 acquired（收购）或 trust（托管）') kind = 'acquired' as const;
  @DocumentNo({ empty: true }) contractNo = '';
  @SquareMetres({ empty: true }) areaM2 = '';
  @Fen({ empty: true }) compensationFen = '';
  @Line({ max: TEXT_MAX, empty: true }) account = '';
}

export class ConsolidationBody {
  @DocumentNo({ empty: true }) planNo = '';
  @NestedList(() => HoldingBody, { max: PARTS_MAX }) holdings: HoldingBody[] = [];
}

export class ExceptionBody {
  @Choice(['point-supply', 'case-by-case'], '例外应为 point-supply（点状供地）或 case-by-case（一事一议）')
  kind = 'point-supply' as const;
  @Nested(() => PaperBody) paper = new PaperBody();
}
