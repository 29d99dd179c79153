import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { DAY_MS, MINUTE_MS, RealTime, iso } from '#access';
import { INTAKE_MEGABYTES_MAX, INTAKE_SECONDS_MAX, LAYER_JOB, LIMITS, takeLayerIn } from '#geo';
import type { FeatureRow, Grid, IntakeQuestion, Issue, LayerAnswer, LayerIntake } from '#geo';
import { Engine, KeyValues, Outlines, Rejected, envelope } from '#kernel';
import type { CommandMeta } from '#kernel';
import { importLayer, layersOf } from '#land';
import type { LayerContent } from '#land';
import { RETRY_SECONDS } from '../../http/admission.js';
import { Problem } from '../../http/problems.js';
import { PROBLEMS } from '../../http/problem-codes.js';
import { Job } from '../../http/threads.js';

const MS_PER_SECOND = 1_000;
const THREADS = {
  threads: 1,
  waiting: 1,
  limitMs: INTAKE_SECONDS_MAX * MS_PER_SECOND,
  megabytes: INTAKE_MEGABYTES_MAX,
} as const;
/** An import that says nothing for so long has died with its process, and is no longer found. */
const SILENT_MS_MAX = INTAKE_SECONDS_MAX * MS_PER_SECOND + MINUTE_MS;
/** What came of an import is kept so long. */
const KEPT_DAYS = 30;
const SPACE = 'layer-imports';
/** Which import a version came of. */
const REPORTS = 'layer-reports';
const versionKey = (...of: readonly string[]): string => JSON.stringify(of);

/** What of an intake a person looks at before a layer is adopted. */
export type LayerReport = Readonly<{
  format: string;
  recognition: string;
  sure: string;
  system?: string;
  found: number;
  taken: number;
  vertices: number;
  areaM2: string;
  extent: readonly number[];
  sha256: string;
  sm3: string;
  issueCounts: Readonly<Record<string, number>>;
  issues: readonly Issue[];
}>;

export type LayerImport = Readonly<{
  id: string;
  district: string;
  layer: string;
  version: string;
  state: 'reading' | 'writing' | 'imported' | 'refused' | 'failed';
  /** Features that are written, of those that are to be. */
  written: number;
  toWrite: number;
  report?: LayerReport;
  refusal?: Readonly<{ code: string; detail: string }>;
}>;

export type Brought = Readonly<{
  district: string;
  layer: string;
  version: string;
  source: string;
  file: string;
  bytes: Buffer;
  grid: Grid;
  crs: string | undefined;
  /** Of a grade map: which attribute is the grade. */
  attribute: string | undefined;
  meta: CommandMeta;
}>;

/**
 * Takes layers in beside what answers everybody. Features are written first, under their digest, and
 * the fact last: whatever dies between leaves nothing that counts, and the same file again ends it.
 */
@Injectable()
export class LayersDesk implements BeforeApplicationShutdown {
  private readonly log = new Logger('Layers');
  private readonly job = new Job<IntakeQuestion, LayerAnswer>(LAYER_JOB, THREADS, takeLayerIn);
  /** One at a time: a file may have 200 MB. */
  private running: Promise<void> | undefined;
  private taken = false;

  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Outlines) private readonly outlines: Outlines,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /**
   * Reads a body while it comes, and no more of it than a file may have.
   * @throws Problem `service.busy` while another file is taken in, `request.too-large`.
   */
  async receive<T>(body: AsyncIterable<Buffer>, then: (bytes: Buffer) => Promise<T>): Promise<T> {
    if (this.taken) throw new Problem('service.busy', { retryAfterSeconds: RETRY_SECONDS });
    this.taken = true;
    try {
      const parts: Buffer[] = [];
      let length = 0;
      for await (const part of body) {
        length += part.length;
        if (length > LIMITS.bytes) throw new Problem('request.too-large');
        parts.push(part);
      }
      return await then(Buffer.concat(parts));
    } finally {
      if (!this.running) this.taken = false;
    }
  }

  /** Begins an import; what becomes of it is asked for by its id. */
  async begin(brought: Brought): Promise<LayerImport> {
    const { district, layer, version } = brought;
    const begun: LayerImport = {
      id: randomUUID(),
      district,
      layer,
      version,
      state: 'reading',
      written: 0,
      toWrite: 0,
    };
    await this.keep(begun);
    this.running = this.run(begun, brought).finally(() => {
      this.running = undefined;
      this.taken = false;
    });
    return begun;
  }

  find(id: string): Promise<LayerImport | undefined> {
    return this.keyValues.get<LayerImport>(SPACE, id);
  }

  /** What the import of a version found, for whoever adopts it; none once that is not kept any more. */
  async reportOf(district: string, layer: string, version: string): Promise<LayerReport | undefined> {
    const found = await this.keyValues.get<Pick<LayerImport, 'id'>>(
      REPORTS,
      versionKey(district, layer, version),
    );
    return found && (await this.find(found.id))?.report;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.running;
    await this.job.close();
  }

  private async run(begun: LayerImport, brought: Brought): Promise<void> {
    try {
      await this.keep(await this.import(begun, brought));
    } catch (error) {
      const known = error instanceof Rejected || error instanceof Problem;
      if (!known) this.log.error(`an import of ${begun.layer} failed: ${String(error)}`);
      const last = { ...begun, ...(await this.find(begun.id).catch(() => undefined)) };
      await this.keep({
        ...last,
        state: known ? 'refused' : 'failed',
        refusal: known
          ? { code: error.code, detail: error.message }
          : { code: 'layer.import-failed', detail: PROBLEMS['layer.import-failed'].zh },
      }).catch((fault: unknown) => this.log.error(`its end could not be kept: ${String(fault)}`));
    }
  }

  private async import(begun: LayerImport, brought: Brought): Promise<LayerImport> {
    const { bytes, file, grid, crs, attribute } = brought;
    const question: IntakeQuestion = {
      ...{ bytes, name: file, grid },
      ...(crs === undefined ? {} : { crs }),
      ...(attribute === undefined ? {} : { attribute }),
    };
    const answer = await this.job.run(question);
    if ('refused' in answer) throw new Rejected(answer.refused);
    const { found } = answer;
    let at: LayerImport = { ...begun, state: 'writing', toWrite: found.taken, report: reportOf(found) };
    await this.keep(at);
    for (const batch of found.batches) {
      const rows = JSON.parse(Buffer.from(batch).toString()) as readonly FeatureRow[];
      await this.outlines.put(found.digest, rows);
      at = { ...at, written: at.written + rows.length };
      await this.keep(at);
    }
    const { district, layer, version, source, meta } = brought;
    await this.engine.executeAndShow(
      envelope(
        importLayer(layersOf(district), {
          district,
          layer,
          version,
          source,
          file: { name: file, bytes: bytes.length, sha256: found.sha256, sm3: found.sm3 },
          content: contentOf(found, brought),
        }),
        meta,
      ),
    );
    const until = iso(this.time.ms() + KEPT_DAYS * DAY_MS);
    await this.keyValues.put(REPORTS, versionKey(district, layer, version), { id: at.id }, until);
    return { ...at, state: 'imported' };
  }

  private keep(now: LayerImport): Promise<void> {
    const isOver = now.state !== 'reading' && now.state !== 'writing';
    const until = this.time.ms() + (isOver ? KEPT_DAYS * DAY_MS : SILENT_MS_MAX);
    return this.keyValues.put(SPACE, now.id, now, iso(until));
  }
}

function contentOf(found: LayerIntake, { crs: chosen, attribute }: Brought): LayerContent {
  const { reading, sure, zh } = found.recognition;
  return {
    format: found.format,
    system: found.system ?? '',
    reading: { ...(chosen === undefined ? {} : { chosen }), crs: reading?.crs ?? '', sure, zh },
    features: found.digest,
    found: found.found,
    taken: found.taken,
    vertices: found.vertices,
    areaM2: found.areaM2,
    extent: found.extent,
    issues: found.issueCounts,
    ...(attribute === undefined ? {} : { grades: { attribute, values: found.values ?? {} } }),
  };
}

const reportOf = ({
  recognition,
  batches: _,
  digest: __,
  values: ___,
  ...found
}: LayerIntake): LayerReport => ({
  ...found,
  recognition: recognition.zh,
  sure: recognition.sure,
});
