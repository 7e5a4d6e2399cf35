/** The text of a fault without the path of its file, which is nobody's business elsewhere: `line 6:20: bad value`. */
export function withoutPath(message: string): string {
  return message.replace(/^.*?:(?=\d+:\d+: )/s, 'line ');
}
