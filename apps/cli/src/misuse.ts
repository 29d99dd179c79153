import type { Command, CommanderError, Option } from 'commander';
import { EXAMPLES } from './examples.js';
import { misuse } from './failure.js';
import type { Failure } from './failure.js';
import { pathOf } from './help.js';
import { inChinese, placeholder } from './placeholders.js';

const SENTENCES: Readonly<Record<string, (name: string, detail: string) => string>> = {
  'commander.unknownCommand': (name) => `没有“${name}”这个命令。`,
  'commander.unknownOption': (name) => `没有“${name}”这个选项。`,
  'commander.missingArgument': (name) => `缺少参数 <${placeholder(name)}>。`,
  'commander.missingMandatoryOptionValue': (name) => `缺少选项 ${inChinese(name)}。`,
  'commander.optionMissingArgument': (name) => `选项 ${inChinese(name)} 缺少值。`,
  'commander.invalidArgument': (name, detail) => `${inChinese(name)} 的值不正确：${detail}`,
};
const USAGE = '加 --help 查看用法。';

/** A wrong command line, said in Chinese with what was likely meant. @param args as they were typed */
export function misuseOf(error: CommanderError, program: Command, args: readonly string[]): Failure {
  const { command, rest } = namedIn(program, args);
  switch (error.code) {
    case 'commander.unknownOption':
      return unknownOption(command, quotedIn(error), error);
    case 'commander.missingMandatoryOptionValue': {
      // An option under another name is what is missing: it is named first.
      const unknown = command.parseOptions([...rest]).unknown.find((word) => word.startsWith('-'));
      return unknown === undefined ? asSaid(error) : unknownOption(command, unknown.split('=')[0]!, error);
    }
    case 'commander.excessArguments':
      return tooMuch(command);
    default:
      return asSaid(error);
  }
}

type Named = Readonly<{ command: Command; rest: readonly string[] }>;

/** Which command the words name, as far as they name one, and what follows it. */
function namedIn(command: Command, words: readonly string[]): Named {
  const [word = ''] = words;
  const inner = command.commands.find((known) => known.name() === word);
  return inner ? namedIn(inner, words.slice(1)) : { command, rest: words };
}

/** The parser quotes the name it stumbled over. */
const quotedIn = ({ message }: CommanderError): string => /'([^']*)'/.exec(message)?.[1] ?? '';

function asSaid(error: CommanderError): Failure {
  const { code, message } = error;
  const [, detail = ''] = /is invalid(?: for argument '[^']*')?\.([\s\S]*)$/.exec(message) ?? [];
  return misuse(SENTENCES[code]?.(quotedIn(error), detail.trim()) ?? message, meant(nearIn(error)) + USAGE);
}

const nearIn = ({ message }: CommanderError): readonly string[] =>
  /Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1]?.split(', ') ?? [];

const meant = (names: readonly string[]): string =>
  names.length === 0 ? '' : `您要的是不是“${names.join('”或“')}”？`;

function unknownOption(command: Command, flag: string, error: CommanderError): Failure {
  if (takenBelow(command, flag)) return nothingToDo(command, flag);
  const named = command.options.filter((option) => isNamedBy(option, flag)).map(({ long }) => long ?? '');
  return misuse(
    SENTENCES['commander.unknownOption']!(flag, ''),
    meant(named.length > 0 ? named : nearIn(error)) + USAGE,
  );
}

/** `--reason` where `--why <reason>` is asked for: what the value is called, not the option. */
const isNamedBy = ({ flags }: Option, flag: string): boolean => {
  const value = /[<[]([^>\]]*)[>\]]$/.exec(flags)?.[1];
  return value !== undefined && [value, placeholder(value)].includes(flag.replace(/^--?/, ''));
};

/** Whether a command under this one has the option. */
const takenBelow = ({ commands }: Command, flag: string): boolean =>
  commands.some(
    (inner) =>
      inner.options.some(({ long, short }) => flag === long || flag === short) || takenBelow(inner, flag),
  );

/** `keys --as admin` says in whose name, and not what is to be done. */
function nothingToDo(command: Command, flag: string): Failure {
  const path = pathOf(command);
  if (path === '')
    return misuse(`选项 ${flag} 应写在命令之后。`, '例如 rushi tasks --as 账户。加 --help 查看全部命令。');
  const inner = command.commands.map((one) => `${one.name()}（${one.description()}）`);
  const [example] = command.commands.flatMap((one) => EXAMPLES[pathOf(one)] ?? []);
  return misuse(
    `“rushi ${path}”之后缺少要做的事，选项 ${flag} 写在它的后面。`,
    `可选 ${inner.join('、')}。${example === undefined ? '' : `例如 ${example}。`}${USAGE}`,
  );
}

/** Of a command that has others below it, the first word too many is one of them mistyped. */
function tooMuch(command: Command): Failure {
  const [extra = ''] = command.args.slice(command.registeredArguments.length);
  const usage = inChinese(`rushi ${pathOf(command)} ${command.usage()}`);
  if (command.commands.length === 0)
    return misuse(`多了参数“${extra}”。`, `用法：${usage}。值中有空格的，请加引号。${USAGE}`);
  const names = command.commands.map((inner) => inner.name());
  return misuse(`“rushi ${pathOf(command)}”没有“${extra}”这个命令。`, `可选 ${names.join('、')}。${USAGE}`);
}
