/**
 * Words that passwords are made of everywhere, and here. A password of nothing but these, figures, signs and neighbours
 * on the keyboard is refused; so every `admin@2026` and `woaini1314520` is, without a list of millions.
 */
export const COMMON_STEMS: readonly string[] = [
  'password', 'passwd', 'passw', 'pass', 'admin', 'administrator', 'root', 'user', 'guest', 'test', 'demo', 'default', 'login', 'system', 'server',
  'secret', 'private', 'security', 'access', 'master', 'super', 'manager', 'office', 'welcome', 'hello', 'changeme', 'change', 'letmein', 'qwerty', 'azerty',
  'asdf', 'zxcv', 'qazwsx', 'abc', 'aaa', 'iloveyou', 'loveyou', 'love', 'baby', 'princess', 'sunshine', 'monkey', 'dragon', 'football', 'baseball', 'shadow',
  'superman', 'batman', 'michael', 'jordan', 'summer', 'winter', 'spring', 'autumn', 'monday', 'friday', 'freedom', 'whatever', 'trustno', 'starwars', 'computer',
  'internet', 'google', 'microsoft', 'windows', 'oracle', 'mysql', 'postgres', 'redis', 'huawei', 'alibaba', 'taobao', 'tencent', 'weixin', 'wechat', 'baidu',
  'woaini', 'woaiwojia', 'woai', 'wodemima', 'mima', 'woshi', 'nihao', 'zhongguo', 'china', 'beijing', 'shandong', 'jinan', 'zhangqiu', 'xiaoming', 'wangyi',
  'laopo', 'laogong', 'baobao', 'beibei', 'mama', 'baba', 'gongzuo', 'bangong', 'shenpi', 'guanliyuan', 'tudi', 'rushi', 'ziran', 'ziranziyuan', 'guotu', 'caizheng',
  '密码', '管理员', '系统', '我爱你', '你好', '中国', '山东', '济南', '章丘', '土地', '入市',
];

/** Whole passwords that are tried first everywhere and are not made of the words above. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set([
  'correcthorsebatterystaple', 'nothingtoguess', 'liverpoolfc', 'manchesterunited', 'chelseafc', 'barcelonafc', 'realmadrid', 'thisismypassword', 'mypassword',
  'jesuschrist', 'godisgreat', 'fuckyou123', 'asshole123', 'pokemon123', 'minecraft1', 'charlie123', 'jennifer12', 'alexander1', 'anthony123', 'dearbook123',
  'dangdang123', 'woaini1314', 'woaini520', 'aini1314520', 'a123456789', '5201314520', '1314520520', '31415926535', '3141592654', '14159265358', '27182818284',
]);
