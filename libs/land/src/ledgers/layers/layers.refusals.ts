import { refuser } from '../../shared/refusal.js';

const FOUR_EYES = '《行政事业单位内部控制规范（试行）》第十二条第一项，不相容岗位相互分离';
const NOT_BACK = '立法法第一百零四条（法不溯及既往），参照执行';

export const refuse = refuser({
  'layer.unknown': {
    zh: '现行规则包没有“{layer}”这个图层。可以导入的有：{known}。请改用其中之一，或者先采用列有该图层的规则包。',
    en: 'The rules in force know no layer {layer}, but {codes}. Import one of these, or adopt rules first.',
  },
  'layer.empty': {
    zh: '文件的 {found} 个要素没有一个可用，未予导入。请按报告逐项更正后重新导入。',
    en: 'None of the {found} features of the file can be used. Correct what the report says.',
  },
  'layer.attribute-missing': {
    kind: 'invalid',
    zh: '“{layer}”是级别图，须写明要素的哪个字段是土地级别。请在土地级别字段（attribute）中填写字段名，例如 TDJB。',
    en: '{layer} is a map of grades: name the attribute of its features that is the grade, such as TDJB.',
  },
  'layer.no-grade-map': {
    kind: 'invalid',
    zh: '“{layer}”不是级别图，不需要写明土地级别的字段。请把土地级别字段（attribute）留空后重新导入，或者核对图层代码。',
    en: '{layer} is no map of grades. Leave the attribute out, or check the layer.',
  },
  'layer.grade-unknown': {
    kind: 'invalid',
    zh:
      '级别图“{layer}”有 {count} 个要素的字段{attribute}不是规则包所列的级别：{found}。规则包的级别为：{known}。' +
      '请核对字段名或者更正文件后重新导入。',
    en:
      '{count} features of {layer} have in {attribute} what is no grade of the rules: {found}. ' +
      'Check the attribute, or correct the file.',
    source: '济政字〔2021〕60号 四（三）2',
  },
  'layer.version-used': {
    zh: '图层“{layer}”的版本{version}已由另一份文件导入，内容不能再改。请换一个版本号导入，例如{version}-2。',
    en: 'Version {version} of layer {layer} was imported from another file. Give this one another version.',
  },
  'layer.version-unknown': {
    zh: '图层“{layer}”没有版本{version}。请先导入，或者核对版本号。',
    en: 'Layer {layer} has no version {version}. Import it first, or check the version.',
  },
  'layer.features-missing': {
    zh: '图层“{layer}”版本{version}的要素应有 {taken} 个，库中只有 {found} 个，不能采用。请以同一文件重新导入后再采用。',
    en:
      'Version {version} of layer {layer} has {taken} features, of which {found} are in the database. ' +
      'Import the same file again.',
  },
  'layer.same-person': {
    zh: '图层“{layer}”的版本{version}由{person}导入，不得由本人采用。请由其他人员核对后采用。',
    en: '{person} imported version {version} of layer {layer}. Somebody else must look and adopt it.',
    source: FOUR_EYES,
  },
  'layer.left-out': {
    zh:
      '图层“{layer}”的版本{version}有 {leftOut} 个要素未能读取，采用后这些范围不受核查。请更正文件后以新版本导入；' +
      '确认可以缺少的，采用时写明缺少 {leftOut} 个。',
    en:
      '{leftOut} features of version {version} of layer {layer} were left out: nothing would be checked ' +
      'against them. Import a corrected file, or say that you know of {leftOut}.',
  },
  'layer.retroactive': {
    zh: '图层“{layer}”的版本{version}自{validFrom}起生效，早于今天（{today}）。已经作出的核查不因新图层改变，请把生效日改为今天或以后。',
    en: 'Version {version} of layer {layer} would be valid from {validFrom}, before today ({today}).',
    source: NOT_BACK,
  },
  'layer.document-missing': {
    zh: '图层的采用和停用须有文件依据。请填写文号。',
    en: 'A layer is adopted or retired by a document. Enter its number.',
  },
  'layer.retired': {
    zh: '图层“{layer}”的版本{version}已于{on}停用，不能再采用。请以新的版本号重新导入。',
    en: 'Version {version} of layer {layer} was retired on {on}. Import it anew under another version.',
  },
});
