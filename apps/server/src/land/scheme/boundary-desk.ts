import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { JUDGE_JOB, gridOf, keepJudgement } from '#geo';
import { LayersNear } from '#land';
import type { Scheme } from '#land';
import type { BoundaryQuestion, Judgement } from '#geo';
import type { PackOn } from '#policy';
import { Threads } from '../../http/threads.js';

/** The worst boundary that may be handed in takes half a second of a cold thread. */
const LIMITS = { threads: 1, waiting: 32, limitMs: 15_000 } as const;
/** So few points are done sooner than another thread is asked; a surveyed parcel has no more. */
export const EASY_POINTS_MAX = 32;

/**
 * Judges a boundary of many points beside the thread that answers everybody, and keeps the outcome for the
 * decisions that ask for it next: the scheme's, and in a process that is the engine too the planning check's
 * and the cadastre's.
 */
@Injectable()
export class BoundaryDesk implements OnApplicationShutdown {
  /** Without them the decision judges itself. */
  private readonly threads = Threads.where<BoundaryQuestion, Judgement>(JUDGE_JOB, LIMITS);

  constructor(@Inject(LayersNear) private readonly layers: LayersNear) {}

  /** @throws Problem `work.too-long`, `service.busy`. What the boundary lacks is for the decision to say. */
  async judge({ boundary, district }: Pick<Scheme, 'boundary' | 'district'>, pack: PackOn): Promise<void> {
    const { polygon, crs } = boundary;
    if (!this.threads || pointsIn(polygon) <= EASY_POINTS_MAX) return;
    const rules = pack.layers.map((row) => ({ ...row }));
    const grid = gridOf(pack);
    const layers = await this.layers.near(district, boundary, pack);
    const question = { geojson: polygon, crs, on: pack.day, rules, grid, layers };
    keepJudgement(polygon, crs, await this.threads.run(question), grid);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads?.close();
  }
}

const pointsIn = ({ coordinates }: Scheme['boundary']['polygon']) =>
  coordinates.reduce((sum, ring) => sum + ring.length, 0);
