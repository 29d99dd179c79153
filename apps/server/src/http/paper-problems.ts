/** Why a paper is not taken, or does not come through. */
export const PAPER_PROBLEMS = {
  'upload.unknown': {
    status: 404,
    title: '没有这次上传',
    zh: '没有这次上传：可能已经附为材料，可能超过 72 小时未完成已被清除，或者由他人发起。请重新上传。',
    en:
      'There is no such upload: it was attached, removed after 72 hours, or begun by somebody ' +
      'else. Begin anew.',
  },
  'upload.misplaced': {
    status: 409,
    title: '上传位置不符',
    zh: '这一段与已收到的内容不相接。请先查询该次上传已收到的字节数（offset），从该处继续上传。',
    en: 'This piece does not follow what has come. Ask for the offset of the upload and go on from there.',
  },
  'upload.range-wrong': {
    status: 400,
    title: '上传范围不正确',
    zh: 'Content-Range 不正确。请写作“bytes 起-止/总字节数”，并与所发内容的长度和开始上传时的总字节数一致。',
    en:
      'Content-Range is wrong. Write "bytes FIRST-LAST/TOTAL", as long as what is sent and of ' +
      'the total begun.',
  },
  'upload.unfinished': {
    status: 409,
    title: '上传未完成',
    zh: '文件尚未全部上传，不能附为材料。请从已收到的字节数（offset）处继续上传，完成后再附。',
    en: 'The upload is not complete, so it cannot be attached. Go on from its offset, then attach it.',
  },
  'upload.too-many': {
    status: 409,
    title: '未完成的上传过多',
    zh: '您已有 20 次上传尚未附为材料。请先把它们附为材料或者删除，再上传新的文件。',
    en: 'You have 20 uploads that are not attached. Attach or drop them before you begin another.',
  },
  'paper.empty': {
    status: 422,
    title: '文件是空的',
    zh: '文件没有内容。请核对所选文件后重新上传。',
    en: 'The file is empty. Check which one was chosen and upload it again.',
  },
  'paper.too-large': {
    status: 413,
    title: '文件过大',
    zh: '一份材料最多 200 MB。请降低扫描分辨率或者分成几份后上传。',
    en: 'A paper has at most 200 MB. Scan it coarser or upload it in parts.',
  },
  'paper.encrypted': {
    status: 422,
    title: '文件加密',
    zh: '文件设有密码，审查人员无法打开。请去除密码后重新上传。',
    en: 'The file has a password, so nobody could read it. Remove the password and upload it again.',
  },
  'paper.unknown': {
    status: 422,
    title: '文件种类不受理',
    zh:
      '只受理 PDF、JPEG、PNG、TIFF、Word、Excel、PowerPoint、OFD、DWG、DXF 和 shp 压缩包' +
      '（按内容识别，与文件名无关）。请转换后重新上传。',
    en:
      'Only PDF, JPEG, PNG, TIFF, Word, Excel, PowerPoint, OFD, DWG, DXF and zipped ' +
      'shapefiles are taken, by content and not by name. Convert it and upload it again.',
  },
  'paper.mixed-archive': {
    status: 422,
    title: '压缩包不受理',
    zh: '除 shp 矢量数据外不受理压缩包。请解压后把各份材料分别上传，并各选材料种类。',
    en: 'No archives but zipped shapefiles are taken. Unpack it and upload each paper under its own kind.',
  },
  'paper.macros': {
    status: 422,
    title: '文件含有宏',
    zh: '文件含有宏（可执行内容），不予受理。请另存为不含宏的格式或者 PDF 后重新上传。',
    en: 'The file holds macros. Save it without them, or as PDF, and upload it again.',
  },
  'paper.infected': {
    status: 422,
    title: '文件含有病毒',
    zh: '扫描发现文件含有病毒或者恶意内容，未予保存。请查杀本机病毒后换用干净的文件重新上传。',
    en:
      'The scanner found something harmful, and nothing was kept. Clean your machine and ' +
      'upload a clean file.',
  },
  'paper.scanner-away': {
    status: 503,
    title: '病毒扫描暂不可用',
    zh: '病毒扫描服务暂时不可用，文件尚未保存，上传的内容还在。请稍后再附；仍不行的，请联系系统管理员。',
    en:
      'The scanner is away and nothing was kept; the upload is still there. Attach it later, ' +
      'or tell the administrator.',
    retryable: true,
  },
  'paper.office-full': {
    status: 409,
    title: '本单位的材料空间已满',
    zh: '本单位的材料已达 100 GB 上限。请联系系统管理员。',
    en: 'The papers of your office have reached 100 GB. Tell the system administrator.',
  },
  'paper.digest-differs': {
    status: 422,
    title: '文件与摘要不符',
    zh: '收到的内容与所报 SHA-256 不符，传输中可能有误，未予保存。请删除该次上传后重新上传。',
    en:
      'What came has another SHA-256 than was said, and nothing was kept. Drop the upload and ' +
      'send it again.',
  },
  'archive.too-large': {
    status: 413,
    title: '卷宗过大',
    zh: '该事项的材料合计超过 3 GB，不能打成一个压缩包。请在材料列表中逐件下载。',
    en: 'The papers of this case come to more than 3 GB, too much for one archive: download them one by one.',
  },
  'paper.lost': {
    status: 503,
    title: '材料内容读取不到',
    zh: '材料已登记，但存储中读不到它的内容。请联系系统管理员：以 rushi verify 核对，并从备份恢复。',
    en: 'The paper is recorded, but its content is not in the store. Tell the administrator to restore it.',
  },
} as const;
