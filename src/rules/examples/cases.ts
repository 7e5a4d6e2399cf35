import type { AST } from '@eslint-community/regexpp';

/** Writes case out as classes: V8's guard against excessive backtracking does not work beside the flag `i`. */
export function withBothCases(source: string, tree: AST.Pattern): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const walk = (element: AST.Element): void => {
    switch (element.type) {
      case 'Quantifier':
        walk(element.element);
        return;
      case 'Character':
        if (isLetter(element.value)) edits.push({ ...place(element), text: `[${both(element.value)}]` });
        return;
      case 'CharacterClass':
        for (const one of element.elements) {
          if (one.type === 'Character' && isLetter(one.value)) edits.push({ ...place(one), text: both(one.value) });
          if (one.type === 'CharacterClassRange') edits.push(...otherCase(one));
        }
        return;
      default:
        if ('alternatives' in element) for (const one of element.alternatives) one.elements.forEach(walk);
    }
  };
  for (const alternative of tree.alternatives) alternative.elements.forEach(walk);
  let text = '';
  let at = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}

function place(node: AST.Node): { start: number; end: number } {
  return { start: node.start, end: node.end };
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function both(code: number): string {
  return String.fromCharCode(code & ~32) + String.fromCharCode(code | 32);
}

function otherCase(range: AST.CharacterClassRange): { start: number; end: number; text: string }[] {
  let extra = '';
  for (const base of [65, 97]) {
    const from = Math.max(range.min.value, base);
    const to = Math.min(range.max.value, base + 25);
    if (from <= to) extra += `${String.fromCharCode(from ^ 32)}-${String.fromCharCode(to ^ 32)}`;
  }
  return extra === '' ? [] : [{ start: range.end, end: range.end, text: extra }];
}
