/** Wire types of protobuf that its messages here are made of. */
const [VARINT, EIGHT_BYTES, BYTES, FOUR_BYTES] = [0, 1, 2, 5];
const SEVEN_BITS = 0x7f;
const MORE = 0x80;
/** Seven groups of seven bits are exact in a number. */
const EXACT_GROUPS = 7;
const ZERO = 0x30;

/**
 * The fields of a protobuf message, one after the other, where it stands: nothing is copied, and no object is
 * made of it. A field that is not asked for costs the walk over it.
 */
export class Fields {
  /** The number of the field that was come to last. */
  number = 0;
  /** Where its bytes stand, if it has any. */
  from = 0;
  to = 0;
  private low = 0;
  private exact: bigint | undefined;
  private at: number;

  constructor(
    private readonly bytes: Buffer,
    private readonly begin = 0,
    private readonly end = bytes.length,
  ) {
    this.at = begin;
  }

  /** Goes to the next field; says whether there is one. @throws RangeError for what is no message */
  next(): boolean {
    if (this.at >= this.end) return false;
    this.varint();
    const tag = this.low;
    const type = tag & 7;
    this.number = tag >>> 3;
    if (type === BYTES) {
      this.varint();
      this.from = this.at;
      this.to = this.at += this.low;
    } else if (type === VARINT) this.varint();
    else if (type === EIGHT_BYTES) this.at += 8;
    else if (type === FOUR_BYTES) this.at += 4;
    else throw new RangeError(`no wire type: ${type}`);
    if (this.at > this.end) throw new RangeError('a field reaches beyond its message');
    return true;
  }

  /** Goes on to the next field of a number; says whether there is one. */
  goTo(number: number): boolean {
    while (this.next()) if (this.number === number) return true;
    return false;
  }

  /** From the beginning. */
  again(): this {
    this.at = this.begin;
    return this;
  }

  /** A field that is a message of its own. */
  get inside(): Fields {
    return new Fields(this.bytes, this.from, this.to);
  }

  get text(): string {
    return this.textBehind(0);
  }

  /** The text without so many of its first bytes. */
  textBehind(bytes: number): string {
    return this.bytes.toString('utf8', this.from + bytes, this.to);
  }

  /** A number that is written in figures, without so many of its last ones. */
  figuresBefore(last: number): number {
    let value = 0;
    for (let at = this.from; at < this.to - last; at++) {
      const figure = this.bytes[at]! - ZERO;
      if (figure < 0 || figure > 9) return NaN;
      value = value * 10 + figure;
    }
    return value;
  }

  /** Whether it is these bytes and no others. */
  is(bytes: Uint8Array): boolean {
    return this.to - this.from === bytes.length && this.begins(bytes);
  }

  begins(bytes: Uint8Array): boolean {
    if (this.to - this.from < bytes.length) return false;
    for (let index = 0; index < bytes.length; index++)
      if (this.bytes[this.from + index] !== bytes[index]) return false;
    return true;
  }

  /** A whole number that is exact in JavaScript's own. */
  get small(): number {
    return this.exact === undefined ? this.low : Number(this.exact);
  }

  /** A whole number of up to 64 bits. */
  get whole(): bigint {
    return this.exact ?? BigInt(this.low);
  }

  private varint(): void {
    this.exact = undefined;
    const first = this.bytes[this.at]!;
    // Nearly every number here: the end of the bytes compares as false.
    if (first < MORE) {
      this.low = first;
      this.at += 1;
    } else this.longer();
  }

  private longer(): void {
    let [value, unit] = [0, 1];
    for (let group = 0; ; group++) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError('a number breaks off');
      if (group < EXACT_GROUPS) value += (byte & SEVEN_BITS) * unit;
      else this.exact = (this.exact ?? BigInt(value)) + (BigInt(byte & SEVEN_BITS) << BigInt(7 * group));
      unit *= MORE;
      if (byte < MORE) break;
    }
    this.low = value;
  }
}
