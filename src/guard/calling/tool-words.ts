/** Of a tool's name: it writes. */
export const WRITER =
  /^(?:writes?|creates?|adds?|updates?|upsert|inserts?|appends?|prepend|edit\w{0,3}|modif(?:y|ies)|change|overwrite|apply|patch|replace|set|put|push|save|new|posts?|send|comment|reply|publish|draft|submit|commit|log)$/;
/** Of a tool's name: it takes away or moves what it is given. */
export const REMOVER =
  /^(?:deletes?|removes?|drop|destroy|clears?|clean|truncate|unlink|erase|wipe|purge|moves?|renames?|mv|rm|cop(?:y|ies)|cp|links?|symlink|restore|reset|install|import|migrate|swap|toggle|disable|enable)$/;
/** Of a tool's name: it may carry out what it is given. */
export const RUNNER =
  /^(?:exec\w{0,6}|runs?|runner|eval\w{0,6}|shell|bash|sh|zsh|cmd|commands?|terminal|console|spawn|launch|invoke|sql|query|python|node|repl|scripts?|jobs?|kubectl|deploy)$/;
/** It only looks. */
export const READER =
  /^(?:reads?|gets?|lists?|search|views?|shows?|stat|info|finds?|cat|opens?|fetch|loads?|describe|tree|grep|glob|diff|checks?|exists|head|tail|inspect|count)$/;

/** `writeFile`, `write-file` and `fs.write_file` in words. */
export function wordsOf(tool: string): string[] {
  return tool
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}
