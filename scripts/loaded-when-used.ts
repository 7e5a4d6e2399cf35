import type { Plugin } from 'rolldown';

/** Node's `require` of a chunk, as it is written before anything is shortened: its name is unlike any other of the file. */
const REQUIRED = /^(?:const (\w+) = )?(require\("\.\/([\w-]+)-!~\{\w+\}~\.cjs"\));\n/gm;

/**
 * Chunks of these names are loaded by the others when something in them is first used, and not with them. Only for modules that
 * do nothing when they are loaded but make what they export.
 */
export function loadedWhenUsed(names: readonly string[]): Plugin {
  return {
    name: 'loaded-when-used',
    renderChunk: (code, { name }) =>
      names.includes(name) ? null : late(code, (file) => names.some((one) => file.endsWith(`-${one}`))),
  };
}

function late(code: string, isLate: (file: string) => boolean): string {
  const loaded: string[] = [];
  const text = code.replace(REQUIRED, (line, variable: string | undefined, call: string, file: string) => {
    if (!isLate(file)) return line;
    if (variable === undefined) return '';
    loaded.push(variable);
    return `let ${variable}$loaded;\nfunction ${variable}() {\n\treturn ${variable}$loaded ??= ${call};\n}\n`;
  });
  return loaded.reduce(
    (all, variable) => all.replace(new RegExp(`\\b${variable}\\.`, 'g'), () => `${variable}().`),
    text,
  );
}
