import { room } from '../../room.js';
import { claims } from './claims.decider.js';
import type { ClaimsEvent } from './claims.events.js';
import { ClaimsModule } from './claims.module.js';
import { refuse } from './claims.refusals.js';
import { CLAIMS_WORK } from './claims.work.js';

export const claimsRoom = room<ClaimsEvent>()({
  stream: 'claims',
  name: { zh: '对接报送', en: 'Claims' },
  module: ClaimsModule,
  decider: () => claims,
  refusals: refuse.catalogue,
  work: CLAIMS_WORK,
  upcasters: [],
  facts: {
    ClaimReceived: { zh: '收到报送', en: 'Claim received' },
    ClaimWaiting: { zh: '报送先于所依据的事项，等待处理', en: 'Claim waits for what it rests on' },
    ClaimAccepted: { zh: '受理报送', en: 'Claim accepted' },
    ClaimRefused: { zh: '报送未受理', en: 'Claim refused' },
    ClaimDisputed: { zh: '报送与已受理的内容矛盾', en: 'Claim disputed' },
    RecordUpheld: { zh: '维持已受理的内容', en: 'What was accepted upheld' },
    RecordFoundWrong: { zh: '认定已受理的内容有误', en: 'What was accepted found wrong' },
  },
});
