import qrcode from 'qrcode-generator';

/** Error correction M: 15 % of a code may be damaged. Version 0: as small as its text allows. */
function made(text: string) {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  return code;
}

/** Whether each module is dark, row by row. */
export function codeOf(text: string): readonly (readonly boolean[])[] {
  const code = made(text);
  const places = Array.from({ length: code.getModuleCount() }, (_, place) => place);
  return places.map((row) => places.map((column) => code.isDark(row, column)));
}

const [MODULE_PX, QUIET_PX] = [4, 8];

/** The code as a GIF, with a quiet zone for readers. */
export const pictureOf = (text: string): Buffer =>
  Buffer.from(made(text).createDataURL(MODULE_PX, QUIET_PX).split(',')[1]!, 'base64');
