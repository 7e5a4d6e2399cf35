import { noticeJson } from '../notice.ts';
import type { Shape } from './shape.ts';

/** The notice itself. */
export const json: Shape = { body: noticeJson };
