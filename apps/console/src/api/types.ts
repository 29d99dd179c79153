/** The answers of the API that the console reads, as far as it reads them. */
export type Page<T> = Readonly<{ items: readonly T[]; next: string | null }>;

export type Person = Readonly<{
  user: string;
  name: string;
  role: string;
  office: string;
  chief?: boolean;
  township?: string;
  district?: string;
}>;
export type Session = Readonly<{
  person: Person;
  rights: Person;
  may: Readonly<Record<string, string>>;
  mustChangePassword: boolean;
  mustSetFactor: boolean;
}>;

export type Subject = Readonly<{
  entry: string;
  parcel: string;
  district: string;
  township: string;
  planYear: number;
}>;

export type Band = 'ample' | 'near' | 'today' | 'overdue';
/** How much time is left, and how that was counted. */
export type Countdown = Readonly<{
  band: Band;
  /** Working days that are left; negative when the day has passed. */
  workingDays: number;
  dueOn: string;
  /** The rule that set the time, in words, its source, and whether somebody has confirmed it. */
  rule?: string;
  source?: string;
  confirmed?: boolean;
}>;

export type Task = Readonly<{
  id: string;
  version: number;
  subject: Subject;
  kind: string;
  round: number;
  role: string;
  office: string;
  status: string;
  assignee: string | null;
  excluded: readonly string[];
  dueOn: string;
  openedAt: string;
  escalatedTo?: Readonly<{ role: string; office: string }>;
  countdown?: Countdown;
  assigneeName?: string;
}>;
export type Colleague = Readonly<{ user: string; name: string }>;
/** `paperDraft`: where the draft is of the paper that the work sends out. */
export type TaskWithForm = Task & Readonly<{ form?: WorkForm; paperDraft?: string }>;

export type FormField = Readonly<{
  name: string;
  label: string;
  kind: string;
  required: boolean;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  choices?: readonly string[];
  names?: Readonly<Record<string, string>>;
  wants?: string;
  example?: string;
  /** What the file says already. */
  value?: string;
  fields?: readonly FormField[];
}>;
export type OutcomeForm = Readonly<{
  outcome: string;
  zh: string;
  right: string;
  fields: readonly FormField[];
  /** Many tasks may be decided so at once. */
  inBulk?: boolean;
  route?: Readonly<{ method: 'POST'; path: string }>;
}>;
export type WorkForm = Readonly<{
  kind: string;
  zh: string;
  part: string;
  role: string;
  bureau: string;
  clock: string;
  outcomes: readonly OutcomeForm[];
}>;

/** What the registration of a right still waits for; `unpaidFen` where it is money. */
export type RegistrationNeed = Readonly<{
  what: string;
  name: string;
  unpaidFen?: string;
  detail?: string;
}>;
export type Entry = Readonly<{
  /** Of one entry, not of a list of them. */
  registrationNeeds?: readonly RegistrationNeed[];
  /** What the scheme asks of the plan, whether it has got it or not. */
  quotaDemands?: readonly Readonly<{ kind: string; areaM2: string }>[];
  subject: Subject;
  village: string;
  deal: Readonly<{
    form: string;
    method: string;
    route: string;
    use: Readonly<{ system: string; code: string; name: string }>;
    grade: string;
    areaM2: string;
    termYears: number;
    priceFen: string;
  }>;
  schemeVersion: number;
  stage: string;
  state: string;
  status: string;
  preparedBy: string;
  submittedOn: string;
  changedOn: string;
  buyer?: Readonly<{ name: string; uscc: string }>;
  priceFen?: string;
  levyFen?: string;
  endedBecause?: string;
}>;

/** One number or date of a fact, explained. */
export type Ground = Readonly<{
  what: string;
  value?: string;
  formula?: string;
  rule?: string;
  source: string;
  confirmed: boolean;
}>;
export type Fact = Readonly<{
  id: string;
  position: string;
  type: string;
  stream: string;
  version: number;
  data: Readonly<Record<string, unknown>>;
  meta: Readonly<{
    actor: Readonly<{ person: string; role: string; office: string; onBehalfOf?: string }>;
    occurredAt: string;
    policy: string;
    /** The entry that it belongs to. */
    correlation?: string;
    /** What it was written for: one wish of a person, or the fact that the engine followed. */
    command?: string;
    causation?: string;
  }>;
  recordedAt: string;
  /** Of whoever has an account. */
  actorName?: string;
  grounds: readonly Ground[];
}>;

export type Term = Readonly<{ code: string; name: string }>;
export type Terms = Readonly<{
  day: string;
  districts: readonly Term[];
  townships: readonly (Term & Readonly<{ district: string }>)[];
  grades: readonly Term[];
  uses: readonly (Term & Readonly<{ system: string; use?: string; entry: string; condition?: string }>)[];
  forms: readonly Term[];
  methods: readonly Term[];
  quotaKinds: readonly Term[];
  layers: readonly Term[];
  gradeMaps: readonly Term[];
  states: readonly Term[];
  statuses: readonly Term[];
  work: readonly (Term & Readonly<{ outcomes: readonly Term[] }>)[];
  fields: readonly Term[];
  facts: readonly Term[];
  roles: readonly Term[];
  offices: readonly Term[];
}>;

export type Part = Readonly<{
  part: string;
  zh: string;
  who: string;
  whoZh: string;
  law: string;
  work: readonly string[];
}>;

/** A time that runs; `what` names it, `command` is what the engine does when it is over. */
export type DeadlineRow = Readonly<{
  id: string;
  dueAt: string;
  command: string;
  what?: string;
  stream: string;
}>;
export type Quota = Readonly<{
  district: string;
  year: number;
  kind: string;
  totalM2: string;
  reservedM2: string;
  occupiedM2: string;
  usedM2: string;
  availableM2: string;
}>;
export type Demonstration = Readonly<{
  people: readonly Readonly<{ user: string; name: string; role: string; office: string }>[];
  password?: string;
}>;
