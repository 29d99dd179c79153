import {
  Day,
  DocumentNo,
  FORM_NAMES,
  LAND_SOURCE_NAMES,
  METHOD_NAMES,
  OCCUPATION_NAMES,
  ROUTE_NAMES,
  Fen,
  Flag,
  Line,
  Nested,
  NestedList,
  Numeric,
  Optional,
  Paragraph,
  Percent,
  Rings,
  SquareMetres,
  TEXT_MAX,
  Uscc,
  Whole,
  Choice,
} from '#land';
import { POINTS_MAX } from '#geo';
import type { Scheme } from '#land';
import {
  AdjustmentBody,
  ConsolidationBody,
  ExceptionBody,
  SchemePartyBody,
  SchemeResolutionBody,
} from './scheme-routes.bodies.js';

/**
 * A scheme as it comes over the wire. Only types are checked here: what is empty or missing is named by the
 * decider, all at once and with its article, so every field has an empty default.
 */
/** Years, people, users: more are a slip of the finger. */
const COUNT_MAX = 1_000_000;
const YEAR_MAX = 9_999;
const READINESS_MAX = 1_000;

class UseBody {
  @Line({ max: TEXT_MAX, empty: true }) system = '';
  @Line({ max: TEXT_MAX, empty: true, called: '用途代码', example: '1001' }) code = '';
  @Optional() @Line({ max: TEXT_MAX, empty: true, called: '用途名称', example: '工业用地' }) name = '';
}

/** Changes of rent in one lease. */
const STEP_UPS_MAX = 40;

class StepUpBody {
  @Whole(0, COUNT_MAX) fromYear = 0;
  @Fen({ empty: true }) annualRentFen = '';
}

class LeaseBody {
  @Whole(0, COUNT_MAX, { called: '租期', example: '5' }) years = 0;
  @Fen({ empty: true }) annualRentFen = '';
  @Optional() @NestedList(() => StepUpBody, { max: STEP_UPS_MAX }) stepUps?: StepUpBody[];
  @Optional() @SquareMetres({ empty: true }) leasedM2?: string;
  @Optional() @Paragraph({ empty: true }) conversion?: string;
}

class EquityBody {
  @Nested(() => SchemePartyBody) company = new SchemePartyBody();
  @Percent({ empty: true }) shareRatio = '';
  @Optional() @Percent({ empty: true }) minDividendRatio?: string;
  @Optional() @Fen() capitalFen?: string;
}

class BenchmarkBody {
  @Fen({ empty: true }) fenPerM2 = '';
  @DocumentNo({ empty: true, called: '基准地价公布文号' }) documentNo = '';
}

class SplitBody {
  @Percent({ empty: true }) originRatio = '';
  @Optional() @Fen({ empty: true }) originFloorFenPerMu?: string;
  @SquareMetres({ empty: true }) originM2 = '';
}

class DealBody {
  @Choice(FORM_NAMES, { empty: true })
  form = '' as 'grant';
  @Choice(METHOD_NAMES, { empty: true })
  method = '' as 'listing';
  @Choice(ROUTE_NAMES) route = 'in-place' as const;
  @Nested(() => UseBody) use = new UseBody();
  @Line({ max: TEXT_MAX, empty: true }) grade = '';
  @SquareMetres({ empty: true }) areaM2 = '';
  @Whole(0, COUNT_MAX, { called: '使用期限', example: '40' }) termYears = 0;
  @Fen({ empty: true, called: '入市价格' }) priceFen = '';
  /** Absent where the cost cannot be established; "0" where nothing was spent. */
  @Optional() @Fen() acquisitionFen?: string;
  @Optional() @Fen() developmentFen?: string;
  @Optional()
  @Choice({ stated: '已写明' }, { called: '成本是否写明', instead: '此项由系统填写，请删除，例如 stated' })
  costs = 'stated' as const;
  @Optional() @Nested(() => LeaseBody) lease?: LeaseBody;
  @Optional() @Nested(() => EquityBody) equity?: EquityBody;
  @Optional() @Paragraph({ empty: true }) renewal?: string;
  @Optional() @Nested(() => BenchmarkBody) benchmark?: BenchmarkBody;
  @Optional() @Nested(() => SplitBody) split?: SplitBody;
}

class PolygonBody {
  @Choice({ Polygon: '多边形' }) type = 'Polygon' as const;
  @Rings(POINTS_MAX) coordinates: number[][][] = [];
}

class BoundaryBody {
  @Line({ max: TEXT_MAX, empty: true }) crs = '';
  @Nested(() => PolygonBody) polygon = new PolygonBody();
}

class OwnerBody {
  @Line({ max: TEXT_MAX, empty: true, called: '土地所有权人名称' }) name = '';
  @Uscc({ empty: true }) uscc = '';
  @DocumentNo({ empty: true }) ownershipCertificate = '';
  /** Of the register: name and credit code are filled in from there. */
  @Optional() @Line({ empty: true, called: '名录编号', example: '370114-01-三涧溪村' }) collective?: string;
}

class AppraisalBody {
  @Line({ max: TEXT_MAX, empty: true }) agency = '';
  @DocumentNo({ empty: true }) qualificationNo = '';
  @DocumentNo({ empty: true }) reportNo = '';
  @Day({ empty: true }) reportOn = '';
  @Fen({ empty: true }) valueFen = '';
}

class TitleBody {
  @Line({ max: TEXT_MAX, empty: true }) ownershipParcel = '';
  @Flag() dispute = false;
  @Flag() seizure = false;
  @Flag() mortgage = false;
  @Choice(OCCUPATION_NAMES) illegalOccupation = 'none' as const;
}

export class SchemeBody implements Scheme {
  @Line({ max: TEXT_MAX, empty: true }) parcel = '';
  @Line({ max: TEXT_MAX, empty: true }) district = '';
  @Line({ max: TEXT_MAX, empty: true }) township = '';
  @Line({ max: TEXT_MAX, empty: true }) village = '';
  @Whole(0, YEAR_MAX) planYear = 0;
  @Optional() @Paragraph({ empty: true }) location = '';
  @Nested(() => OwnerBody) owner = new OwnerBody();
  @Nested(() => BoundaryBody) boundary = new BoundaryBody();
  @Choice(LAND_SOURCE_NAMES) landSource = 'existing' as const;
  @Optional() @Numeric(0, READINESS_MAX) readiness = 0;
  @Nested(() => DealBody) deal = new DealBody();
  @Paragraph({ empty: true }) planning = '';
  @Paragraph({ empty: true }) industry = '';
  @Paragraph({ empty: true }) ecology = '';
  @Nested(() => AppraisalBody) appraisal = new AppraisalBody();
  @Paragraph({ empty: true }) distribution = '';
  @Nested(() => SchemeResolutionBody) resolution = new SchemeResolutionBody();
  @Nested(() => TitleBody) title = new TitleBody();
  @Optional() @Whole(0, COUNT_MAX) intendedUsers?: number;
  @Optional() @Nested(() => ExceptionBody) exception?: ExceptionBody;
  @Optional() @Nested(() => AdjustmentBody) adjustment?: AdjustmentBody;
  @Optional() @Nested(() => ConsolidationBody) consolidation?: ConsolidationBody;
}

class AnswerBody {
  @Line({ max: TEXT_MAX, empty: true }) field = '';
  @Paragraph({ empty: true }) answer = '';
}

const ANSWERS_MAX = 200;

export class RevisionBody {
  @Nested(() => SchemeBody) scheme!: SchemeBody;
  @Optional() @NestedList(() => AnswerBody, { max: ANSWERS_MAX }) answers: AnswerBody[] = [];
}
