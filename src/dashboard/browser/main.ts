import { copyButtons } from './copy.ts';
import { filterForms } from './filters.ts';
import { keys } from './keys.ts';

// Everything works without this file; it saves clicks.
copyButtons(document);
filterForms(document);
keys(document);
