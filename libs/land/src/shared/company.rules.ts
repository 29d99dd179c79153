/** 作价出资（入股）: the company that an approved scheme names, at every deal of it. */
import { sameNo } from '#policy';
import { refuser } from './refusal.js';
import type { DealTerms, Party } from './terms.js';

const refuseCompany = refuser({
  'equity.other-company': {
    zh: '批准的方案是作价入股{company}（{companyUscc}），不能成交给{buyer}（{buyerUscc}）。请核对受让人；更换公司的，请修改方案重新报批。',
    en:
      'The approved scheme puts the land into {company} ({companyUscc}), not into {buyer} ({buyerUscc}). ' +
      'Check the party; another company needs another approval.',
    source: '土地管理法实施条例第四十条；济政字〔2021〕60号 四（二）2',
  },
});

export const EQUITY_REFUSALS = refuseCompany.catalogue;

/** @throws Rejected `equity.other-company`: the members voted on a share in one company, and on no other. */
export function requireCompany({ equity }: Pick<DealTerms, 'equity'>, buyer: Party): void {
  if (!equity || sameNo(equity.company.uscc, buyer.uscc)) return;
  const { name: company, uscc: companyUscc } = equity.company;
  throw refuseCompany('equity.other-company', {
    company,
    companyUscc,
    buyer: buyer.name,
    buyerUscc: buyer.uscc,
  });
}
