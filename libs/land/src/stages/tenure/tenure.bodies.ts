import { Day, DocumentNo, Fen, Optional } from '../../body/fields.js';

/** Taking a right back: by whose approval, when, and what the buildings are worth. */
export class ReturnBody {
  @DocumentNo() approvalNo!: string;
  @Day() returnedOn!: string;
  @Fen() buildingsFen!: string;
}

/** 先租后让: by which decision, upon which acceptance of the conditions, by which contract, at what price. */
export class ConversionBody {
  @DocumentNo() documentNo!: string;
  @DocumentNo() acceptanceNo!: string;
  @DocumentNo() contractNo!: string;
  @Day() signedOn!: string;
  @Fen() priceFen!: string;
  /** Where the rate of the levy has expired: by which paper finance keeps it. */
  @Optional() @DocumentNo() rateDocumentNo?: string;
}
