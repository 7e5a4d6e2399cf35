import type { OwnEvent } from '../store/store.ts';
import type { Form } from './form-data.ts';
import type { Action, Visit } from './page.ts';

/** What a form would do to the config. */
export type Plan = {
  readonly edit: (text: string) => string;
  readonly event: OwnEvent;
  readonly to: string;
  readonly said: string;
};

/** An action that edits the config. Whether it loosens is read off the two configs, not off the form: in doubt it does. */
export function configAction(path: string, plan: (visit: Visit, form: Form) => Plan): Action {
  return {
    path,
    loosens: (form, visit) => visit.services.loosens(plan(visit, form).edit),
    act: async (visit, form) => {
      const { edit, event, to, said } = plan(visit, form);
      await visit.services.change({ edit, event: { ...event, note: `${event.note} by ${visit.reviewer}` } });
      return { to, said };
    },
  };
}

/** Words that were typed with commas or blanks between them. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
