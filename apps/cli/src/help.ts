import { Help } from 'commander';
import type { Argument, Command, Option } from 'commander';
import { EXAMPLES } from './examples.js';
import { ChoiceOption, choiceText } from './options.js';
import { widthOf } from './output.js';
import { inChinese, placeholder } from './placeholders.js';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

const AFTER = `
示例：
    rushi example > scheme.json                       一份今天可以提交的方案
    rushi submit scheme.json --as wang                提交，并说明核查结果
    rushi tasks --as zhao                             我的待办
    rushi task 任务编号 --example --as zhao > 办理.json   一份可以修改后提交的办理内容
    rushi decide 任务编号 issue --data 办理.json --as zhao   办理
    rushi show 事项编号 --as wang                     现状、待谁办理、全部办理过程
    rushi quota adjust 370114 2026 +20000 --document 追加3号 --as he

环境变量：
    RUSHI_SERVER    服务地址；没有时取本机已启动的服务
    RUSHI_USER      账户
    RUSHI_PASSWORD  密码；没有时询问
    RUSHI_CODE      启用了两步验证的，动态验证码或者恢复码；没有时询问
    DATABASE_URL    运维命令使用的数据库；没有时取 DATA_DIR 下的内置数据库
    NO_COLOR        不使用颜色

各命令的选项和示例：rushi 命令 --help`;

const EXIT_STATUS = '退出状态：0 办成；1 没有办成（被拒绝、退回，或者核对不符）；2 命令写法不对。';
const INDENT = '    ';

/** As commander says it in English. */
const STANDARD = new Help();

/** The help of the program and of its commands in Chinese. Before any command is added: they inherit it. */
export function speakChinese(program: Command): void {
  program
    .helpOption('-h, --help', '查看用法')
    .helpCommand('help [command]', '查看一个命令的用法')
    .configureHelp({
      displayWidth: widthOf,
      styleTitle: (title) => TITLES[title] ?? title,
      commandUsage: (command) => inChinese(STANDARD.commandUsage(command)),
      subcommandTerm: (command) => inChinese(STANDARD.subcommandTerm(command)),
      optionTerm: ({ flags }) => inChinese(flags),
      argumentTerm: (argument) => placeholder(argument.name()),
      optionDescription: described,
      argumentDescription: described,
    })
    .addHelpText('after', AFTER)
    .addHelpText('afterAll', ({ command }) => endOf(command));
}

/** `quota issue`, without the program's own name. */
export function pathOf(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at?.parent; at = at.parent) names.unshift(at.name());
  return names.join(' ');
}

/** What stands below the help of every command: what may be typed, and what the exit status means. */
function endOf(command: Command): string {
  const path = pathOf(command);
  const isCalculator = command.parent?.name() === 'calc';
  const examples = isCalculator ? [`rushi ${path} 输入.json`] : (EXAMPLES[path] ?? []);
  const shown = examples.length > 0 ? ['示例：', ...examples.map((line) => INDENT + line), ''] : [];
  return ['', ...shown, EXIT_STATUS].join('\n');
}

function described(of: Option | Argument): string {
  const { description, argChoices, defaultValueDescription } = of;
  const defaultValue: unknown = of.defaultValue;
  const names = of instanceof ChoiceOption ? of.names : {};
  const usual =
    defaultValueDescription ??
    (['string', 'number'].includes(typeof defaultValue) ? String(defaultValue) : undefined);
  return [
    description,
    ...(argChoices ? [`可选 ${argChoices.map((choice) => choiceText(choice, names)).join('、')}`] : []),
    ...(usual === undefined ? [] : [`默认 ${usual}`]),
  ].join('；');
}
