/** A token of a chat's form, and what speaks of such forms. */
const TOKEN = /^["'`]?(?:<\||\[\/?INST\]|<<SYS>>|<start_of_turn>)/;
const FORMS =
  /apply_chat_template|\bchat[_ -]?templates?\b|\bprompt[_ ](?:templates?|formats?)\b|tokeni[sz]er|\bspecial[_ ]tokens?\b|\bllama(?:\.cpp|-cli|-server)|\.gguf\b|\bmodelfile\b|\bchatml\b|add_generation_prompt|\b[beps]os_token\b|\bdef \w{0,24}(?:format|prompt|template)\w{0,24}\(/i;
const FORMS_AROUND = 400;

/** A place for the text of a turn, behind what marks it. */
const PLACE = /(?:>|\[\/?INST\])\s{0,4}(?:\{{1,2} ?[\w.[\]]{2,34} ?\}{1,2}|role\b)/;

/** Whether what marks a model's turns stands in quotes or in code beside words about such forms, or has a place where the text goes. */
export function isInTemplate(text: string, start: number): boolean {
  if (!TOKEN.test(text.slice(start, start + 20))) return false;
  const around = text.slice(Math.max(0, start - FORMS_AROUND), start + FORMS_AROUND);
  if (!FORMS.test(around)) return false;
  if (PLACE.test(around)) return true;
  const before = text.slice(Math.max(0, start - FORMS_AROUND), start + 1);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return before.split('```').length % 2 === 0 || ['"', "'", '`'].some((mark) => line.split(mark).length % 2 === 0);
}
