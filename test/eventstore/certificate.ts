/**
 * A certificate that no authority has signed, made on the spot: a key that lies in the sources would be
 * everybody's.
 */
import { generateKeyPairSync, sign } from 'node:crypto';

const LONG_FORM = 0x80;
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size =
    length < LONG_FORM ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
const [SEQUENCE, SET, INTEGER, BITS, OID, UTF8, TIME, VERSION] = [
  0x30, 0x31, 0x02, 0x03, 0x06, 0x0c, 0x18, 0xa0,
];
/** ecdsa-with-SHA256 and commonName. */
const [ALGORITHM, COMMON_NAME] = ['2a8648ce3d040302', '550403'].map((hex) =>
  der(OID, Buffer.from(hex, 'hex')),
);

export function ownCertificate(name = 'localhost'): Readonly<{ key: string; certificate: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signedWith = der(SEQUENCE, ALGORITHM!);
  const who = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME!, der(UTF8, Buffer.from(name)))));
  const dates = der(
    SEQUENCE,
    ...['20200101000000Z', '20990101000000Z'].map((at) => der(TIME, Buffer.from(at))),
  );
  const number = (value: number) => der(INTEGER, Buffer.from([value]));
  const body = der(
    SEQUENCE,
    der(VERSION, number(2)),
    number(1),
    signedWith,
    who,
    dates,
    who,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(BITS, Buffer.from([0]), sign('sha256', body, privateKey));
  const text = der(SEQUENCE, body, signedWith, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificate: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
  };
}
