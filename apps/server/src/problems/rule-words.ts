import type { Sentence } from '#land';

const FIELD = '请按提示的格式修改后重新提交。';
const PACK = '请系统管理员在规则包中补充并注明依据，再重新执行本步骤。';

const malformed = (what: string, en: string): Sentence => ({
  zh: `${what}的写法不正确。${FIELD}`,
  en: `The ${en} is malformed: write it as the answer shows and send it again.`,
});
const pack = (what: string, en: string): Sentence => ({
  zh: `${what}${PACK}`,
  en: `${en} Add it to the pack with its source, then release this step.`,
});
const boundary = (zh: string, en: string): Sentence => ({ zh, en });

/**
 * What the refusals mean that rules and geometry word on the spot, with the values they looked at: here
 * without the values. A test walks the source and finds the code that has no words.
 */
export const RULE_WORDS: Readonly<Record<string, Sentence>> = {
  'area.malformed': malformed('面积', 'area'),
  'area.out-of-range': {
    zh: '面积超出系统允许的范围。请检查单位是否为平方米。',
    en: 'The area is out of range: check that it is in square metres.',
  },
  'money.malformed': malformed('金额', 'amount'),
  'money.out-of-range': {
    zh: '金额超出系统允许的范围。请检查小数点和单位（分）。',
    en: 'The amount is out of range: check the decimal point and that it is in fen.',
  },
  'money.split': {
    zh: '分配比例应为非负数且合计大于零，余数应归其中一份。请核对各份比例。',
    en: 'Shares must not be negative and must add up to more than zero: check them.',
  },
  'rate.malformed': malformed('比率', 'rate'),
  'date.malformed': malformed('日期', 'date'),
  'instant.malformed': malformed('时刻', 'instant'),
  'days.malformed': malformed('天数', 'number of days'),
  'days.negative': {
    zh: '工作日天数不能为负。请填写零或正整数。',
    en: 'A number of working days cannot be negative: give zero or more.',
  },
  'rules.pack-invalid': {
    zh: '规则包有错误。请按各项提示的文件、行和字段修改后重新提交。',
    en: 'The pack has mistakes: correct file, line and field of each item and submit again.',
  },
  'calendar.year-unknown': pack(
    '规则包里没有该年的放假安排，系统不推算工作日。',
    'The pack has no holidays of that year, and working days are not guessed.',
  ),

  'parcel.code-malformed': {
    zh: '不是宗地代码。宗地代码为19位，不动产单元代码为28位，请核对后重新填写。',
    en: 'This is not a parcel code: it has 19 characters (a unit code has 28). Check it.',
    source: 'GB/T 37346—2019',
  },
  'parcel.county-unknown': {
    zh: '宗地代码的前六位不是规则包所列的县（区）。请核对宗地代码。',
    en: 'The first six digits of the parcel code are not those of a county in the pack: check the code.',
    source: 'GB/T 37346—2019',
  },
  'parcel.disputed': {
    zh: '该宗地权属有争议，不能入市。请先调处权属争议，再提交方案。',
    en: 'The ownership of this parcel is disputed: have the dispute settled first.',
    source: '土地管理法第六十三条',
  },
  'parcel.not-collective': {
    zh: '该宗地不是集体所有。请核对宗地特征码；国有土地不按本程序办理。',
    en: 'This parcel is not owned by a collective: check its code; state land takes another procedure.',
    source: '土地管理法第六十三条',
  },
  'parcel.not-construction': {
    zh: '该宗地不是集体建设用地。请核对宗地特征码，或先依法办理用途变更。',
    en: 'This is not collective construction land: check the code, or have the use changed first.',
    source: '土地管理法第六十三条',
  },
  'scheme.term-invalid': {
    zh: '使用期限应为不少于一年的整数。请修改年限。',
    en: 'A term is a whole number of years, at least one: correct it.',
  },
  'scheme.term-too-long': {
    zh: '使用期限超过该用途的法定最高年限。请缩短年限后重新提交。',
    en: 'The term is longer than the law allows for this use: shorten it.',
    source:
      '城镇国有土地使用权出让和转让暂行条例第十二条、土地管理法第六十三条第四款；租赁依民法典第七百零五条',
  },
  'vote.malformed': {
    zh: '表决人数有误：同意不能多于到会，到会不能多于应到。请核对会议记录。',
    en: 'The counts of the vote contradict each other: check the minutes.',
  },
  'vote.below-threshold': {
    zh: '同意票数未达到规定比例。请依法重新表决，形成决议后再提交。',
    en: 'Too few voted yes: vote again as the law requires.',
    source: '土地管理法第六十三条第二款、农村集体经济组织法第二十七条',
  },
  'vote.attendance': {
    zh: '到会人数不足。请依法重新召集会议并表决。',
    en: 'Too few attended: call the meeting again.',
    source: '农村集体经济组织法第二十七条',
  },
  'vote.too-few-delegates': {
    zh: '成员代表人数少于规定。请补选代表后重新表决。',
    en: 'There are too few delegates: elect more and vote again.',
    source: '农村集体经济组织法第二十八条',
  },
  'vote.short-notice': {
    zh: '会议通知时间不足。请提前通知后重新召开会议。',
    en: 'The notice of the meeting was too short: call it again in time.',
    source: '农村集体经济组织法第二十七条',
  },

  'levy.cost-missing': {
    zh: '按净收益计征的，须有取得成本和土地开发支出。请填写缺少的金额，没有支出的填 0。',
    en: 'The gain is taxed, so both costs are needed: give the missing one, 0 where nothing was spent.',
  },
  'area.price-contradicts': {
    zh: '总价与单价不符。请核对面积、单价和总价，或者只填其中一个价格。',
    en: 'The total contradicts the price per unit: check area and prices, or give only one of the prices.',
  },
  'calculate.answer-too-long': {
    zh: '答复过长。请减少项数，分次计算。',
    en: 'The answer is too long: ask for fewer items at a time.',
  },
  'listing.deal-before-opening': {
    zh: '成交日早于最早的开始日。请核对公告日和成交日。',
    en: 'The day of the deal is before the earliest opening: check both days.',
  },
  'premium.below-start': {
    zh: '成交价低于起始价，不能成交。请核对两个价格。',
    en: 'The price is below the starting price, so it is no sale: check both prices.',
  },
  'equity.capital': {
    zh: '土地作价应大于零，公司全部出资应含土地作价。请按公司章程填写。',
    en:
      'The land must be worth something, and the whole capital must include it: enter both as ' +
      'in the articles of the company.',
  },
  'premium.start-zero': {
    zh: '起始价应大于零，才能计算溢价率。请核对起始价。',
    en: 'A premium needs a starting price above zero: check it.',
  },
  'levy.kind-not-applicable': {
    zh: '集体经营性建设用地入市不征土地增值税。请按土地增值收益调节金办理。',
    en: 'Land value tax does not apply to collective land: charge the adjustment levy.',
    source: '土地增值税暂行条例第二条',
  },
  'levy.amount-negative': {
    zh: '收入和成本不能为负数。请核对金额。',
    en: 'Income and costs cannot be negative: check the amounts.',
  },
  'levy.late-malformed': {
    zh: '滞纳金的一项数据有误：金额或者天数为负，或者缴款日晚于计算日。请按说明更正该字段。',
    en:
      'One field of the late fee is wrong: an amount or days below zero, or a payment after the day asked ' +
      'for. Correct the field that is named.',
  },
  'benchmark.no-row': pack(
    '规则包没有对该用途、级别和供应方式有效的基准地价和最低价标准。',
    'The pack has no benchmark price and no least price for this use, grade and form.',
  ),
  'levy.no-valid-rate': pack(
    '规则包没有对该行为、用途和级别有效的调节金费率。',
    'The pack has no levy rate for this act, use and grade.',
  ),
  'listing.floor-negative': {
    zh: '出让最低价不能为负数。请核对金额。',
    en: 'A floor price cannot be negative: check it.',
  },
  'distribution.amount-negative': {
    zh: '收入、调节金、税费和成本不能为负数。请核对金额。',
    en: 'Receipts, levy, taxes and costs cannot be negative: check them.',
  },
  'distribution.direct-payout': {
    zh: '入市收益不得直接向成员发放现金。请改为量化为成员股份等合规方式。',
    en: 'Income may not be paid to members in cash: turn it into shares.',
    source: '规则包 distribution.direct-payout',
  },
  'distribution.exceeds-receipts': {
    zh: '扣除项目超过可分配收入。请核对各项金额。',
    en: 'The deductions exceed what there is to distribute: check the amounts.',
  },

  'area.zero': {
    zh: '面积为零，不能计算单价。请核对面积。',
    en: 'The area is zero, so there is no price per m²: check it.',
  },
  'scheme.lease-too-long': {
    zh: '租赁部分超过最长租期。请缩短租期。',
    en: 'The leased part is longer than a lease may be: shorten it.',
  },
  'scheme.term-over-remainder': {
    zh: '再转让的期限超过剩余期限。请改为不超过剩余期限。',
    en: 'The term is longer than what remains of the right: shorten it.',
  },
  'levy.area-missing': {
    zh: '再调节金按每亩价格分档。请填写宗地面积。',
    en: 'The second levy goes by the price per mu: give the area of the parcel.',
  },
  'levy.rent-malformed': {
    zh: '租金填写有误。请逐期列出租金并说明是第几期，租金不能为负数。',
    en: 'The rents are wrong: list one per period, none negative, and say which period this is.',
  },
  'listing.bid-malformed': {
    zh: '报价记录有误。请按提示核对报价。',
    en: 'The record of bids is wrong: check it as the answer says.',
  },
  'listing.deposit-too-low': {
    zh: '竞买保证金低于出让最低价的规定比例。请提高保证金。',
    en: 'The deposit is below its share of the floor price: raise it.',
  },
  'registration.price-negative': {
    zh: '成交价款不能为负数。请核对金额。',
    en: 'The price cannot be negative: check it.',
  },
  'quota.kind-unlisted': pack('规则包没有该指标种类。', 'The pack does not know this kind of quota.'),
  'quota.negative': {
    zh: '这一笔会使指标余额小于零。请核对这一笔和以前的登记。',
    en: 'The movements would leave a negative balance: check this one and those before it.',
  },
  'distribution.members-too-low': {
    zh: '成员收益低于规定的比例。请提高成员收益的比例后再表决。',
    en: 'The members get less than the required share: raise their share and vote again.',
  },
  'distribution.members-malformed': {
    zh: '成员名单有误：每户或每人只列一次，份额不能为负，合计应大于零。请更正名单。',
    en: 'The list of members is wrong: list each once, with no negative share and a total above zero.',
  },
  'distribution.relocation-floor': {
    zh: '复垦区按每亩最低数额应得的收益超过可分配收入。请核对面积和分配比例。',
    en: 'The least that the reclaimed area must get exceeds what there is: check areas and shares.',
  },

  'json.syntax': {
    zh: '内容不是正确的 JSON。请按提示的行、列改正符号、引号或括号后重新提交。',
    en: 'This is not JSON: correct the sign, quote or bracket at the named place.',
  },
  'calculate.incomplete': {
    zh: '计算所需的内容不完整。请按提示补充后重新计算。',
    en: 'Something is missing for the calculation: add what the answer names.',
  },
  'calculate.invalid': {
    zh: '计算的输入不正确。请按各项提示修改。',
    en: 'The input of the calculation is wrong: correct each item.',
  },
  'calculate.too-many': {
    zh: '一次计算的项数过多。请分次计算。',
    en: 'These are too many calculations at once: send them in parts.',
  },
  'calculator.unknown': {
    zh: '没有这个名称的计算。请从全部计算中选择。',
    en: 'There is no calculator of this name: choose one of the list.',
    request: 'GET /api/v1/calculate',
  },

  'policy.code-wanted': {
    zh: '此处应填写代码，不是名称。请按提示改填代码。',
    en: 'A code is wanted here, not a name: give the code that the answer names.',
  },
  'policy.township-unknown': {
    zh: '该区没有这个镇（街道）。请从提示的镇（街道）中选择，填写代码。',
    en: 'The district has no such township: choose one of those that the answer lists.',
  },
  'policy.township-foreign': {
    zh: '这个镇（街道）属于另一个区。请核对区代码，或者从提示的镇（街道）中选择。',
    en: 'The township belongs to another district: correct that, or choose one that the answer lists.',
  },
  'policy.plan-year': {
    zh: '计划年度与本年度相差过大。请核对计划年度。',
    en: 'The plan year is too far from this year: check it.',
  },
  'policy.district-unknown': pack('规则包不含该区县。', 'The pack does not know this district.'),
  'policy.office-unknown': pack('规则包没有该单位。', 'The pack does not know this office.'),
  'policy.use-unknown': pack('规则包没有该用途。', 'The pack does not know this use.'),
  'policy.rule-unknown': pack('规则包中没有这条规则。', 'The pack has no such rule.'),
  'policy.rule-not-valid': pack('这条规则在该日没有有效的取值。', 'The rule has no valid value on that day.'),
  'policy.rule-type': pack(
    '规则包中这条规则的取值类型不对。',
    'The value of this rule is of the wrong kind.',
  ),
  'policy.version-unknown': {
    zh: '没有安装该版本的规则包。请系统管理员安装该版本后重新执行。',
    en: 'This version of the pack is not installed: install it and release again.',
  },
  'policy.none-in-force': pack('该日在该区没有有效的规则包。', 'No pack is in force there on that day.'),

  'boundary.axis-swapped': boundary(
    '界址点两个轴的次序颠倒。GeoJSON 应为 [东, 北]，请交换后重新提交。',
    'The axes are swapped: GeoJSON has east before north; swap them.',
  ),
  'boundary.zone-prefix': boundary(
    '东坐标的带号与所声明的坐标系不符。请按提示改用坐标系，或换带后提交。',
    'The zone prefix does not fit the coordinate system: declare the right one or convert.',
  ),
  'boundary.crs-mismatch': boundary(
    '坐标与所声明的坐标系不符。请改为相应的坐标系后提交。',
    'The coordinates are not of the declared system: declare the right one.',
  ),
  'boundary.crs-unknown': boundary(
    '不支持该坐标系。请转换为受支持的坐标系后提交。',
    'The coordinate system is not supported: convert to one that is.',
  ),
  'boundary.out-of-area': boundary(
    '界址点不在本市范围内。请检查坐标系、带号和单位。',
    'The boundary lies outside the city: check system, zone and unit.',
  ),
  'boundary.invalid': boundary(
    '界址线无效（自相交或重复）。请按界址点次序核对后重新提交。',
    'The boundary crosses itself or repeats: check the order of its points.',
  ),
  'boundary.no-area': boundary(
    '界址线围成的面积为零。请核对界址点。',
    'The boundary encloses nothing: check its points.',
  ),
  'boundary.multipolygon': boundary(
    '一宗地是一个封闭的权属界线。请将各地块分别申报。',
    'A parcel is one closed boundary: hand in each part by itself.',
  ),
  'boundary.not-polygon': boundary(
    '界址应为 GeoJSON 的 Polygon。请修改后重新提交。',
    'A boundary is a GeoJSON polygon: correct it.',
  ),
  'boundary.too-large': boundary(
    '界址范围超过一宗地的上限。请核对坐标，确为一宗的请分宗。',
    'The boundary is wider than a parcel may be: check its coordinates, or divide it.',
  ),
  'boundary.too-many-points': boundary(
    '界址点或内环过多。请核对是否误传了整幅图。',
    'There are too many points or holes: check that this is one parcel.',
  ),
  'boundary.ring-short': boundary(
    '环线至少要有三个不同的界址点并首尾闭合。请补全。',
    'A ring has at least three different points and is closed: complete it.',
  ),
  'boundary.ring-open': boundary(
    '环线没有闭合。请使最后一个点与第一个点相同。',
    'The ring is open: end it where it begins.',
  ),
  'boundary.coordinate': boundary(
    '界址中有不是数字的坐标。请更正。',
    'A coordinate is no number: correct it.',
  ),
  'planning.overlay-failed': {
    zh: '规划图层的图斑拓扑有误，无法叠加。请规划部门修复图层后重试。',
    en: 'A planning layer is broken and cannot be laid over: have it repaired and try again.',
  },

  'command.unknown': {
    zh: '本版本不认识这个已保存的步骤，已转入待人工处理事项。请升级到认识它的版本后重新执行。',
    en:
      'This release does not know a stored command, so it was set aside. Upgrade to one that does, then ' +
      'release it.',
  },
  'clock.target-missing': {
    zh: '没有说明拨到什么时刻。请在拨到的时刻（to，须真实存在）和拨快的小时数（hours）中只填一项。',
    en: 'It is not said to when: give either `to`, an instant that exists, or `hours`.',
  },
  'clock.real': {
    zh: '本系统使用真实时间，不能拨动时钟。需要试验的，请以 CLOCK 指定时刻，另行启动演示系统。',
    en: 'The clock is the real one and cannot be turned: to try things, start a demonstration with CLOCK.',
  },
  'clock.elsewhere': {
    zh: '本进程不能拨动时钟。请在 ROLES=all 的进程上拨动。',
    en: 'This process cannot turn the clock: turn it at one whose ROLES is all.',
  },
  'clock.backwards': {
    zh: '时钟只能向前拨动，请给出更晚的时刻。',
    en: 'The clock only goes forward: give a later instant.',
  },
  'clock.too-far': {
    zh: '一次拨动得过远，请分次拨动。',
    en: 'One turn goes at most a year: turn it in several steps.',
  },
  'parked.unknown': {
    zh: '没有该编号的待人工处理事项，可能已经重新执行。请刷新列表。',
    en: 'There is no such parked command; it may have been released already: refresh the list.',
  },
  'demo.county-unknown': {
    zh: '示范数据不含该县区。请改用示范县区。',
    en: 'The demonstration does not know this county: use one of its own.',
  },
  'demo.out-of-range': {
    zh: '示范宗地编号超出范围。请改用范围内的编号。',
    en: 'There is no demonstration parcel of this number: use a smaller one.',
  },
};
