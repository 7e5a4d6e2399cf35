const LONG = ' '.repeat(1_024);

/**
 * Makes V8 compile an expression to machine code now, as it does for a text of a thousand characters. For a short one it first makes byte
 * code, which for large expressions takes four times as long and stays in memory beside the machine code that follows all the same.
 */
export function toMachineCode(expression: RegExp): RegExp {
  expression.test(LONG);
  return expression;
}
