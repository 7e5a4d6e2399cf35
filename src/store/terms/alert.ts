/**
 * What a person said of an alert: of all that one rule (or, without one, one decision) stopped at one server or agent.
 * Rows beyond `seq` raise a resolved one anew.
 */
export type AlertWord = {
  readonly rule: string;
  readonly about: string;
  readonly state: 'acknowledged' | 'resolved';
  /** The newest row that the person had seen. */
  readonly seq: number;
  readonly reviewer: string;
  readonly note?: string | undefined;
  /** Microseconds since 1970. */
  readonly time: number;
};
