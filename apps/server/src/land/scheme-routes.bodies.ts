import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { Area, Day, Fen, Words } from './wire-fields.js';

/** Parcels reclaimed for one entry, and contracts of one consolidation. */
const PARTS_MAX = 200;

export class SchemeResolutionBody {
  @IsIn(['members', 'delegates']) basis = 'members' as const;
  @IsInt() total = 0;
  @IsInt() present = 0;
  @IsInt() yes = 0;
  @Day() noticeOn = '';
  @Day() heldOn = '';
}

export class SchemePartyBody {
  @IsString() @Words() name = '';
  @IsString() @Words() uscc = '';
}

export class PaperBody {
  @IsString() @Words() issuer = '';
  @IsString() @Words() documentNo = '';
  @Day() on = '';
}

class OriginBody {
  @IsString() @Words() district = '';
  @ValidateNested() @Type(() => SchemePartyBody) owner = new SchemePartyBody();
  @IsArray() @ArrayMaxSize(PARTS_MAX) @IsString({ each: true }) parcels: string[] = [];
  @Area() reclaimedM2 = '';
  @ValidateNested() @Type(() => SchemeResolutionBody) resolution = new SchemeResolutionBody();
}

export class AdjustmentBody {
  @ValidateNested() @Type(() => OriginBody) origin = new OriginBody();
  @ValidateNested() @Type(() => PaperBody) reclamation = new PaperBody();
  @ValidateNested() @Type(() => PaperBody) acceptance = new PaperBody();
  @IsString() @Words() certificateNo = '';
  @IsString() @Words() agreementNo = '';
}

class HoldingBody {
  @IsString() @Words() holder = '';
  @IsIn(['acquired', 'trust'], { message: '整备方式应为 acquired（收购）或 trust（托管）' }) kind = 'acquired' as const;
  @IsString() @Words() contractNo = '';
  @Area() areaM2 = '';
  @Fen() compensationFen = '';
  @IsString() @Words() account = '';
}

export class ConsolidationBody {
  @IsString() @Words() planNo = '';
  @IsArray() @ArrayMaxSize(PARTS_MAX) @ValidateNested({ each: true }) @Type(() => HoldingBody) holdings: HoldingBody[] = [];
}

export class ExceptionBody {
  @IsIn(['point-supply', 'case-by-case'], { message: '例外应为 point-supply（点状供地）或 case-by-case（一事一议）' }) kind = 'point-supply' as const;
  @ValidateNested() @Type(() => PaperBody) paper = new PaperBody();
}
