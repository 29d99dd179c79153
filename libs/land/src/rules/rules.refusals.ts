import { refuser } from '../shared/refusal.js';

const ORDER = '立法法第一百零四条（法不溯及既往），参照执行';

export const refuse = refuser({
  'rules.document-missing': {
    zh: '规则的变更须有文件依据。请填写文号。',
    en: 'A change of the rules rests on a document. Enter its number.',
  },
  'rules.version-used': {
    zh: '版本{ref}已经采用，内容不能再改。请在 pack.yaml 中改用新的版本号后重新提交。',
    en: 'Version {ref} is adopted and cannot change. Give the pack a new version number.',
  },
  'rules.version-older': {
    zh: '版本{ref}不高于已采用的{latest}。请在 pack.yaml 中使用更高的版本号。',
    en: 'Version {ref} is not above {latest}, which is adopted already. Use a higher version number.',
  },
  'rules.changed-meanwhile': {
    zh: '提交所依据的版本是{follows}，而现行最高版本已是{latest}。请在{latest}的基础上修改后重新提交。',
    en:
      'The change follows {follows}, but {latest} has been adopted since. Change {latest} and submit ' +
      'again.',
  },
  'rules.retroactive': {
    zh: '版本{ref}自{validFrom}起生效，早于今天（{today}）。规则不溯及既往，请把生效日改为今天或以后。',
    en:
      'Version {ref} is valid from {validFrom}, before today ({today}). Rules do not reach back: let it ' +
      'begin today or later.',
    source: ORDER,
  },
  'rules.district-overridden': {
    zh:
      '该版本删去或者改动了区县的{count}行，首先是{row}，而该行还没有到期。市级新版本不得径行覆盖区县的规定：请保留原行；' +
      '区县同意终止或者改变的，给原行写上 valid_to，再加一行新的，然后重新提交。',
    en:
      'The version takes away or changes {count} rows of districts which have not ended, the first of them ' +
      '{row}. Keep each; where its district agrees to an end or a change, give the row a valid_to and add ' +
      'another row, then submit again.',
    source: '规则包的分级：法律、市、区县',
  },
  'rules.nothing-changed': {
    zh: '版本{ref}与现行版本{latest}没有差别，无需采用。请核对提交的文件。',
    en: 'Version {ref} changes nothing in {latest}. Check the files.',
  },
});
