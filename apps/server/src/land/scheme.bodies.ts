import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsNumber, IsObject, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { TEXT_MAX } from '#land';
import type { Scheme } from '#land';

/**
 * A scheme as it comes over the wire. Only types are checked here: what is empty or missing is named by the decider,
 * all at once and with its article, so every field has an empty default.
 */
const Words = () => MaxLength(TEXT_MAX);
/** Points of a boundary: more is not a parcel but a mistake. */
const POINTS_MAX = 20_000;
const DAY_OR_NOTHING = /^(\d{4}-\d{2}-\d{2})?$/;
const FEN_OR_NOTHING = /^(0|[1-9]\d{0,14})?$/;
const Day = () => Matches(DAY_OR_NOTHING, { message: '$property 应为 YYYY-MM-DD 格式的日期' });
const Fen = () => Matches(FEN_OR_NOTHING, { message: '$property 应为以分为单位的整数字符串，例如 "115000000"' });

class UseBody {
  @IsString() @Words() system = '';
  @IsString() @Words() code = '';
  @IsString() @Words() name = '';
}

class DealBody {
  @IsIn(['grant', 'lease', 'equity', ''], { message: '供应方式应为 grant（出让）、lease（租赁）或 equity（作价出资）' }) form = '' as 'grant';
  @IsIn(['tender', 'auction', 'listing', 'agreement', ''], { message: '交易方式应为 tender、auction、listing 或 agreement' }) method = '' as 'listing';
  @IsIn(['in-place', 'adjusted', 'consolidated']) route = 'in-place' as const;
  @ValidateNested() @Type(() => UseBody) use = new UseBody();
  @IsString() @Words() grade = '';
  @Matches(/^(\d{1,10}(\.\d{1,2})?)?$/, { message: 'areaM2 应为平方米数，最多两位小数' }) areaM2 = '';
  @IsInt() termYears = 0;
  @Fen() priceFen = '';
  @Fen() acquisitionFen = '0';
  @Fen() developmentFen = '0';
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
  @IsString() @Words() reportNo = '';
  @Day() reportOn = '';
  @Fen() valueFen = '';
}

class SchemeResolutionBody {
  @IsIn(['members', 'delegates']) basis = 'members' as const;
  @IsInt() total = 0;
  @IsInt() present = 0;
  @IsInt() yes = 0;
  @Day() noticeOn = '';
  @Day() heldOn = '';
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
