/** The answers of the API about many tasks at once. */
export type Refusal = Readonly<{ code: string; detail: string; source?: string }>;
export type Prospect = Readonly<{
  task: string;
  can: boolean;
  version?: number;
  parcel?: string;
  refusal?: Refusal;
}>;
export type Preflight = Readonly<{
  can: number;
  cannot: number;
  more: boolean;
  items: readonly Prospect[];
}>;
export type Bulk = Readonly<{
  id: string;
  state: 'running' | 'ended' | 'cancelled';
  outcome: string;
  total: number;
  done: number;
  refused: number;
  waiting: number;
}>;
export type BulkOutcome = Readonly<{
  task: string;
  state: 'done' | 'refused';
  parcel?: string;
  kind?: string;
  refusal?: Refusal;
}>;

/** Which tasks: those chosen, or all of the desk that match. */
export type Chosen =
  | Readonly<{ tasks: readonly string[] }>
  | Readonly<{ filter: Readonly<{ kind: string; township?: string; band?: string }> }>;
