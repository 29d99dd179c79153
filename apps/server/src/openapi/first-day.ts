/**
 * What an engineer of another system does first, as the page of the API begins: each line was tried with that
 * page alone, at a demonstration.
 */
export const FIRST_DAY = [
  '## 对接的系统：第一天',
  '1. **取得密钥**：系统管理员以 POST /api/v1/api-keys 签发，只显示一次；每次请求放在 X-Api-Key 请求头中。' +
    '演示系统启动时显示各账户的密码。登记了签名公钥（signingKey）的，报送须按 RFC 9421 签名。',
  '2. **读取事件**：GET /platform/v1/events?limit=100。处理完毕，以最后一个事件的 id 作为 after 接着读；' +
    '没有新事件的，写 wait=20 等待。续读位置可以保存在 PUT /platform/v1/consumers/{name}/checkpoint，' +
    '第一次带 If-Match: "0"。',
  '3. **接收推送**：POST /platform/v1/webhooks 登记接收地址，POST /platform/v1/webhooks/{id}/test 试送；' +
    '接收方核对签名后答复 2xx，即为签收。联调时用内部网络或者 http:// 的地址，须由系统管理员以 WEBHOOK_PRIVATE_HOSTS、' +
    'WEBHOOK_HTTP 准许。',
  '4. **报送**：待公告的宗地见 GET /platform/v1/listings，日期以 GET /platform/v1/clock 的 day 为准。' +
    '公告：POST /platform/v1/listings/{entry}/announcement；结果：POST /platform/v1/listings/{entry}/results。' +
    '每次报送换用新的 Idempotency-Key；没有收到答复的，以同一编号、同一内容再报。',
  '5. **与已受理的内容矛盾**：答复 409，其中 claim 是留存的编号，由自然资源部门处理；' +
    '结论见 GET /platform/v1/claims/{id} 的 state，并作为事件发布（result.upheld.v1、result.found-wrong.v1）。',
  '6. **核验存证**：公告、结果等的存证在 GET /public/v1/notices/{id} 的 evidence 中，无需登录；业务记录的存证文件由经办人员以 ' +
    'GET /api/v1/entries/{entry}/receipts/{fact} 取得。在 [/verify](/verify) 核验。',
  '交易平台的开发单位另有逐步的说明和一致性检查工具（rushi conformance），见[交易平台对接说明](/platform-guide)。',
].join('\n\n');
