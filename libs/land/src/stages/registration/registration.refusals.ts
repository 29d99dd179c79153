import { refuser } from '../../shared/refusal.js';

const REGISTRATION = '土地管理法实施条例第四十二条';

export const refuse = refuser({
  'registration.gates-open': {
    zh: '登记条件尚未齐备，还缺：{missing}。请待有关环节办结后再登记。',
    en:
      'The conditions for registration are not all there; missing: {missingEn}. Register when those stages ' +
      'are done.',
    source: REGISTRATION,
  },
  'registration.deed-tax-missing': {
    zh: '缺少契税完税（或减免）凭证号，不得办理登记（应缴：{formula}）。请受让人先缴纳契税，再填写凭证号。',
    en:
      'The deed tax voucher is missing, so the right cannot be registered. Let the user pay the deed tax ' +
      'first, then enter the voucher number.',
    source: '契税法第十一条',
  },
  'registration.deed-tax-short': {
    zh: '契税凭证为{paidYuan}元，少于应缴的{owedYuan}元（{formula}）。请补缴后填写；依法减免的，请填写减免文号。',
    en:
      'The deed tax paid is {paidYuan} yuan, less than the {owedYuan} owed. Pay the rest, or enter the ' +
      'document of the relief.',
    source: '契税法第十一条',
  },
  'registration.burdened': {
    zh: '宗地存在{kind}（{organ}，{id}）：{reason}，不得办理登记。请待解除并登记解除文书后再办理。',
    en:
      'The parcel is burdened ({organ}, {id}: {reason}), so nothing is registered. Come back when the ' +
      'burden is lifted and its lifting recorded.',
    source: '不动产登记暂行条例第二十二条',
  },
  'registration.unit-malformed': {
    zh: '不动产单元号“{unitNo}”不是28位：19位宗地代码后应为 F、L、Q 或 W 加8位数字。请按权籍调查成果填写。',
    en:
      'Unit number {unitNo} is not 28 characters: the 19 of the parcel, then F, L, Q or W and eight ' +
      'digits. Enter it as surveyed.',
    source: 'GB/T 37346-2019',
  },
  'registration.unit-other-parcel': {
    zh: '不动产单元号“{unitNo}”的前19位不是本事项的宗地{parcel}。请核对后重新填写。',
    en:
      'Unit number {unitNo} does not begin with the parcel {parcel} of this entry. Check it and enter it ' +
      'again.',
    source: 'GB/T 37346-2019',
  },
  'registration.supervision-malformed': {
    zh: '电子监管号“{supervisionNo}”应为16位或19位大写字母和数字。请按监管系统的编号填写。',
    en:
      'Supervision number {supervisionNo} must be 16 or 19 capital letters and digits. Enter it as the ' +
      'supervision system issued it.',
    source: '土地市场动态监测与监管',
  },
  'registration.certificate-missing': {
    zh: '缺少不动产权证书号。请先缮证，再填写证书号。',
    en: 'The certificate number is missing. Issue the certificate first, then enter its number.',
    source: '不动产登记暂行条例',
  },
  'registration.date-in-future': {
    zh: '登记日{registeredOn}晚于今天{today}。请填写实际登簿的日期。',
    en: 'The day {registeredOn} is after today, {today}. Enter the day on which the register was written.',
    source: '不动产登记暂行条例',
  },
  'registration.done': {
    zh: '该事项已登记（证书号{certificateNo}），不能再登记或关闭。确有错误的，请按更正登记办理。',
    en:
      'This entry is already registered (certificate {certificateNo}); it can be neither registered again ' +
      'nor closed. A mistake is corrected by a correction of the register.',
    source: '民法典第二百二十条',
  },
  'registration.closed': {
    zh: '该事项的登记已关闭，不能办理。请核对事项编号；重新入市须重新提交入市方案。',
    en:
      'The registration of this entry is closed. Check the number of the entry; to enter the market again, ' +
      'submit a new scheme.',
    source: REGISTRATION,
  },
  'registration.refused': {
    zh: '登记机构已不予登记，尚未重新申请，不能登记。请申请人补正后重新申请，再报送登记结果。',
    en:
      'The registry refused the registration and nobody has applied again. Let the applicant remedy it and ' +
      'apply again first.',
    source: '不动产登记暂行条例第二十二条',
  },
  'registration.returned-already': {
    zh: '本次申请已凭告知书{documentNo}退回申请人，不能再次退回。请待重新申请后再办理；告知书有误的，请联系自然资源部门。',
    en:
      'This application went back to the applicant by {documentNo} already. Wait until it is made again; a ' +
      'mistaken paper is for the natural-resources bureau to settle.',
    source: '不动产登记暂行条例第十七条',
  },
  'registration.not-returned': {
    zh: '登记申请没有被退回，无需重新申请。请核对事项编号；等待登记的，请联系登记机构。',
    en:
      'The application was not sent back, so it need not be made again. Check the number of the entry; ' +
      'while it waits, ask the registry.',
    source: '不动产登记暂行条例第十七条',
  },
});
