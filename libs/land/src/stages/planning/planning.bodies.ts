import { Day, DocumentNo, Line, Paragraph } from '../../body/fields.js';

export class ConditionBody {
  @Line()
  issuer!: string;
  @DocumentNo()
  documentNo!: string;
  @Day()
  on!: string;
  @Paragraph()
  text!: string;
}
