import { lateExpression } from '../../../machine-code.ts';
import type { Span } from '../../span.ts';
import type { Command } from '../shell/command.ts';
import { commandTexts } from '../shell/command-texts.ts';
import { shellWords } from '../shell/shell-words.ts';

/** Calls that start programs or run made-up code, in the languages that tools run. */
const CALLS = lateExpression(() =>
  [
    String.raw`\bos\.(?:system|popen|exec[lv]p?e?|spawn[lv]p?e?)\s{0,2}\(`,
    String.raw`\bsubprocess\.(?:run|call|Popen|check_output|check_call|getoutput|getstatusoutput)\s{0,2}\(`,
    String.raw`\b(?:pty\.spawn|commands\.getoutput|asyncio\.create_subprocess_(?:shell|exec))\s{0,2}\(`,
    String.raw`__import__\s{0,2}\(\s{0,2}["'](?:os|subprocess|pty|socket|ctypes)["']`,
    String.raw`\b(?:eval|exec)\s{0,2}\(\s{0,2}(?:compile|base64|bytes|codecs|zlib|atob|Buffer|requests|urllib|input|open|__import__|decode|unescape|String\.fromCharCode)\b`,
    String.raw`\bchild_process\b|\brequire\s{0,2}\(\s{0,2}["'](?:node:)?(?:child_process|vm)["']`,
    String.raw`\b(?:execSync|spawnSync|execFileSync)\s{0,2}\(`,
    String.raw`\bprocess\.(?:binding|dlopen)\s{0,2}\(|\bnew Function\s{0,2}\(|\bconstructor\.constructor\s{0,2}\(`,
    String.raw`\b(?:Deno\.(?:run|Command)|Bun\.spawn(?:Sync)?)\b\s{0,2}\(?`,
    String.raw`\bRuntime\.getRuntime\s{0,2}\(\s{0,2}\)\s{0,2}\.exec\b|\bnew ProcessBuilder\s{0,2}\(`,
    String.raw`\bProcess\.Start\s{0,2}\(|\bnew ProcessStartInfo\b|\bexec\.Command\s{0,2}\(|\bsyscall\.Exec\s{0,2}\(`,
    String.raw`\b(?:shell_exec|passthru|proc_open|pcntl_exec)\s{0,2}\(|\bcreate_function\s{0,2}\(`,
    String.raw`\b(?:Kernel\.(?:system|exec|spawn|eval)|IO\.popen|Open3\.\w{4,12}|instance_eval|class_eval)\b`,
    String.raw`\bstd::process::Command\b|\bos\.execute\s{0,2}\(|\bio\.popen\s{0,2}\(`,
    String.raw`\b(?:WScript\.Shell|Shell\.Application|ActiveXObject)\b`,
    String.raw`\bsystem\s{0,2}\(\s{0,2}["'\x60]`,
    String.raw`\b(?:pickle|cPickle|marshal|dill)\.loads?\s{0,2}\(|\byaml\.(?:unsafe_load|load)\s{0,2}\([^)]{0,60}(?:Loader=yaml\.(?:Unsafe|Full)?Loader|\))`,
  ].join('|'),
);
const INLINE = /^(?:-c|-e|-r|-p|-pe|-ne|-E|--eval|--execute|-Command|-command)$/;
const RUNNER =
  /(?:^|\/)(?:python[23]?(?:\.\d{1,2})?|node|deno|bun|perl|ruby|php|lua|pwsh|powershell|osascript|Rscript|groovy|julia)$/;
/** Arguments that tools run; a file's content and a search's words are not. */
const RUN_KEY =
  /^(?:code|script|source|source_code|snippet|expression|expr|cell|program|python|javascript|js|lambda|eval|exec|formula|statement|cmd|command|commands|body_script|run)$/i;
const KEYED = /"([A-Za-z_]{2,16})"\s{0,4}:\s{0,4}"((?:[^"\\]|\\.){1,4096})"/g;

/** Code that starts programs, where it is handed to something that runs it: an interpreter's option or an argument for code. */
export function riskyCode(text: string): Span[] {
  const found: Span[] = [];
  if (!CALLS().test(text.replace(/\\(["'])/g, '$1'))) return found;
  for (const match of text.matchAll(KEYED)) {
    const [whole, key = '', value = ''] = match;
    if (!RUN_KEY.test(key)) continue;
    const code = value.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
    // A command line is code only as far as it hands some to an interpreter.
    const runs = /^(?:cmd|command|commands|run)$/i.test(key) ? handsCode(shellWords(code)) : CALLS().test(code);
    if (runs) found.push({ start: match.index, end: match.index + whole.length });
  }
  if (found.length > 0 || KEYED_ONCE.test(text)) return found;
  for (const leaf of commandTexts(text)) if (handsCode(leaf.line)) found.push({ start: leaf.start, end: leaf.end });
  return found;
}

const KEYED_ONCE = /^\s{0,8}\{\s{0,8}"/;

/** `python -c "…"`, `node -e "…"`. */
function handsCode(line: readonly Command[]): boolean {
  return line.some((command) =>
    command.words.some(
      (word, at) =>
        INLINE.test(word.value) &&
        command.words.slice(0, at).some((before) => RUNNER.test(before.value)) &&
        CALLS().test(command.words[at + 1]?.value ?? ''),
    ),
  );
}
