import type { Receipt, WitnessState } from '#evidence';
import { integer, items, list, named, object, optional, text } from '../openapi/schema.js';

export const NOTE = text('C2SP signed-note：日志、大小、根，和签名');
export const KEY = text('验证签名的公钥（name+id+key）');
export const TRUST = text('C2SP tlog-policy：日志、见证人、几个见证人');
export const WITNESSES = items(
  named(
    'WitnessState',
    object<WitnessState>({
      name: text('见证人在策略中的名称'),
      size: optional(integer('签署过的最新检查点有多少条业务记录')),
      failure: optional(text('最近一次没有签署的原因')),
    }),
  ),
);
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
