import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { FORM_NAMES } from '#land';
import type { Scheme } from '#land';
import { AdjustmentBody, ConsolidationBody, ExceptionBody, SchemePartyBody, SchemeResolutionBody } from './scheme-routes.bodies.js';
import { Area, Day, Fen, Ratio, Words } from './wire-fields.js';

/**
 * A scheme as it comes over the wire. Only types are checked here: what is empty or missing is named by the decider,
 * all at once and with its article, so every field has an empty default.
 */
/** Points of a boundary: more is not a parcel but a mistake. */
const POINTS_MAX = 20_000;

class UseBody {
  @IsString() @Words() system = '';
  @IsString() @Words() code = '';
  @IsString() @Words() name = '';
}

/** Changes of rent in one lease. */
const STEP_UPS_MAX = 40;

class StepUpBody {
  @IsInt() fromYear = 0;
  @Fen() annualRentFen = '';
}

class LeaseBody {
  @IsInt() years = 0;
  @Fen() annualRentFen = '';
  @IsOptional() @IsArray() @ArrayMaxSize(STEP_UPS_MAX) @ValidateNested({ each: true }) @Type(() => StepUpBody) stepUps?: StepUpBody[];
  @IsOptional() @Area() leasedM2?: string;
  @IsOptional() @IsString() @Words() conversion?: string;
}

class EquityBody {
  @ValidateNested() @Type(() => SchemePartyBody) company = new SchemePartyBody();
  @Ratio() shareRatio = '';
  @IsOptional() @Ratio() minDividendRatio?: string;
}

class BenchmarkBody {
  @Fen() fenPerM2 = '';
  @IsString() @Words() documentNo = '';
}

class SplitBody {
  @Ratio() originRatio = '';
  @IsOptional() @Fen() originFloorFenPerMu?: string;
  @Area() originM2 = '';
}

class DealBody {
  @IsIn([...Object.keys(FORM_NAMES), ''], { message: `供应方式应为 ${Object.entries(FORM_NAMES).map(([form, name]) => `${form}（${name}）`).join('、')} 之一` }) form = '' as 'grant';
  @IsIn(['tender', 'auction', 'listing', 'agreement', ''], { message: '交易方式应为 tender、auction、listing 或 agreement' }) method = '' as 'listing';
  @IsIn(['in-place', 'adjusted', 'consolidated']) route = 'in-place' as const;
  @ValidateNested() @Type(() => UseBody) use = new UseBody();
  @IsString() @Words() grade = '';
  @Area() areaM2 = '';
  @IsInt() termYears = 0;
  @Fen() priceFen = '';
  @Fen() acquisitionFen = '0';
  @Fen() developmentFen = '0';
  @IsOptional() @ValidateNested() @Type(() => LeaseBody) lease?: LeaseBody;
  @IsOptional() @ValidateNested() @Type(() => EquityBody) equity?: EquityBody;
  @IsOptional() @IsString() @Words() renewal?: string;
  @IsOptional() @ValidateNested() @Type(() => BenchmarkBody) benchmark?: BenchmarkBody;
  @IsOptional() @ValidateNested() @Type(() => SplitBody) split?: SplitBody;
}

class PolygonBody {
  @IsIn(['Polygon'], { message: '边界应为单个 Polygon' }) type = 'Polygon' as const;
  @IsArray() @ArrayMaxSize(POINTS_MAX) coordinates: number[][][] = [];
}

class BoundaryBody {
  @IsString() @Words() crs = '';
  @ValidateNested() @Type(() => PolygonBody) polygon = new PolygonBody();
}

class OwnerBody {
  @IsString() @Words() name = '';
  @IsString() @Words() uscc = '';
  @IsString() @Words() ownershipCertificate = '';
}

class AppraisalBody {
  @IsString() @Words() agency = '';
  @IsString() @Words() qualificationNo = '';
  @IsString() @Words() reportNo = '';
  @Day() reportOn = '';
  @Fen() valueFen = '';
}

class TitleBody {
  @IsString() @Words() ownershipParcel = '';
  @IsBoolean() dispute = false;
  @IsBoolean() seizure = false;
  @IsBoolean() mortgage = false;
  @IsIn(['none', 'handled', 'open']) illegalOccupation = 'none' as const;
}

export class SchemeBody implements Scheme {
  @IsString() @Words() parcel = '';
  @IsString() @Words() district = '';
  @IsString() @Words() township = '';
  @IsString() @Words() village = '';
  @IsInt() planYear = 0;
  @IsString() @Words() location = '';
  @ValidateNested() @Type(() => OwnerBody) owner = new OwnerBody();
  @ValidateNested() @Type(() => BoundaryBody) boundary = new BoundaryBody();
  @IsIn(['existing', 'new']) landSource = 'existing' as const;
  @IsNumber() readiness = 0;
  @ValidateNested() @Type(() => DealBody) deal = new DealBody();
  @IsString() @Words() planning = '';
  @IsString() @Words() industry = '';
  @IsString() @Words() ecology = '';
  @ValidateNested() @Type(() => AppraisalBody) appraisal = new AppraisalBody();
  @IsString() @Words() distribution = '';
  @ValidateNested() @Type(() => SchemeResolutionBody) resolution = new SchemeResolutionBody();
  @ValidateNested() @Type(() => TitleBody) title = new TitleBody();
  @IsOptional() @IsInt() intendedUsers?: number;
  @IsOptional() @ValidateNested() @Type(() => ExceptionBody) exception?: ExceptionBody;
  @IsOptional() @ValidateNested() @Type(() => AdjustmentBody) adjustment?: AdjustmentBody;
  @IsOptional() @ValidateNested() @Type(() => ConsolidationBody) consolidation?: ConsolidationBody;
}

class AnswerBody {
  @IsString() @Words() field = '';
  @IsString() @Words() answer = '';
}

const ANSWERS_MAX = 200;

export class RevisionBody {
  @ValidateNested() @Type(() => SchemeBody) @IsObject() scheme!: SchemeBody;
  @IsOptional() @IsArray() @ArrayMaxSize(ANSWERS_MAX) @ValidateNested({ each: true }) @Type(() => AnswerBody) answers: AnswerBody[] = [];
}
