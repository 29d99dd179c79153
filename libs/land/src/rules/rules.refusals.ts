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
  'rules.nothing-changed': {
    zh: '版本{ref}与现行版本{latest}没有差别，无需采用。请核对提交的文件。',
    en: 'Version {ref} changes nothing in {latest}. Check the files.',
  },
});
