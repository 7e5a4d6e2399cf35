import { type Html, html, nothing } from '../html.ts';
import type { Choice } from './filters.ts';

/** Fields of a `stack` form, each in its label. `help` says what may stand there. */
export function textField(
  name: string,
  label: string,
  value = '',
  more: { readonly help?: string; readonly required?: boolean; readonly type?: 'text' | 'number' | 'url' } = {},
): Html {
  const required = more.required === true ? html` required` : nothing;
  return html`<label>${label}<input name="${name}" type="${more.type ?? 'text'}" value="${value}" maxlength="2000" autocomplete="off" spellcheck="false"${required}>${helpOf(more.help)}</label>`;
}

export function areaField(name: string, label: string, value = '', help?: string): Html {
  return html`<label>${label}<textarea name="${name}" rows="4" maxlength="20000" spellcheck="false">${value}</textarea>${helpOf(help)}</label>`;
}

export function choiceField(name: string, label: string, value: string, choices: readonly Choice[]): Html {
  return html`<label>${label}<select name="${name}">${choices.map(
    (choice) =>
      html`<option value="${choice.value}"${choice.value === value ? html` selected` : nothing}>${choice.label}</option>`,
  )}</select></label>`;
}

/** Boxes of which any may be ticked, all under one name. */
export function boxes(name: string, legend: string, choices: readonly string[], ticked: readonly string[]): Html {
  return html`<fieldset class="boxes"><legend>${legend}</legend>${choices.map((choice) => box(name, choice, choice, ticked.includes(choice)))}</fieldset>`;
}

export function box(name: string, value: string, label: string, ticked: boolean): Html {
  return html`<label class="box"><input type="checkbox" name="${name}" value="${value}"${ticked ? html` checked` : nothing}> <span>${label}</span></label>`;
}

function helpOf(help: string | undefined): Html {
  return help === undefined ? nothing : html` <span class="dim">${help}</span>`;
}
