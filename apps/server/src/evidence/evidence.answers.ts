import type { Receipt } from '#evidence';
import { integer, list, named, object, text } from '../openapi/schema.js';

export const NOTE = text('C2SP signed-note：日志、大小、根，和签名');
export const KEY = text('验证签名的公钥（name+id+key）');
export const TILE = text('一个接一个的散列值，每个 32 字节', { format: 'binary' });
export const RECEIPT = named(
  'EvidenceReceipt',
  object<Receipt>({
    index: integer('在日志中的位置，从 0 起'),
    leaf: text('业务记录的规范形式（RFC 8785）'),
    proof: text('存在证明（C2SP tlog-proof）'),
  }),
);
export const CONSISTENCY = named(
  'EvidenceConsistency',
  object<{ hashes: object }>({ hashes: list(text('base64')) }),
);
