import { Paragraph } from '../../body/fields.js';

export class OversightAnswerBody {
  @Paragraph() answer!: string;
}
