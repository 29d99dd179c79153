import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { INTAKE_JOB, takeFileIn } from '#geo';
import type { Intake, IntakeAnswer, IntakeFeature, IntakeQuestion } from '#geo';
import { Rejected } from '#kernel';
import { Problem } from '../../http/problems.js';
import { Job } from '../../http/threads.js';

/** Bytes of a file with parcels, and of what it unpacks to; a layer is imported elsewhere. */
const [FILE_BYTES_MAX, UNPACKED_BYTES_MAX] = [8_388_608, 67_108_864];
/** A file of more parcels than somebody looks through is a layer. */
const PARCELS_MAX = 200;
const CORNERS_MAX = 50_000;
const LIMITS = { bytes: FILE_BYTES_MAX, unpackedBytes: UNPACKED_BYTES_MAX, features: PARCELS_MAX } as const;
const THREADS = { threads: 1, waiting: 8, limitMs: 20_000, megabytes: 256 } as const;
/** Characters of what a parcel is called in its file. */
const LABEL_MAX = 40;

/** East and north in metres on the plane that is named, or degrees; closed, the shell first. */
export type ReadParcel = Readonly<{
  label: string;
  rings: readonly (readonly (readonly number[])[])[];
  /** Of the plane of its own 3-degree zone; absent where the file has several parts of one parcel. */
  areaM2?: string;
}>;

export type BoundaryReading = Readonly<{
  format: string;
  /** What the coordinates are taken for and why, in one sentence. */
  recognition: string;
  sure: string;
  crs?: string;
  parcels: readonly ReadParcel[];
  issues: readonly Readonly<{ code: string; severity: string; zh: string; fix: string }>[];
}>;

/** Reads the parcels of a surveyor's file, for somebody to choose one: nothing of it is kept. */
@Injectable()
export class BoundaryFiles implements BeforeApplicationShutdown {
  private readonly job = new Job<IntakeQuestion, IntakeAnswer>(INTAKE_JOB, THREADS, takeFileIn);

  /** @throws Rejected `intake.*`; Problem `request.too-large`, `service.busy`, `work.too-long` */
  async read(
    body: AsyncIterable<Buffer>,
    question: Omit<IntakeQuestion, 'bytes' | 'limits'>,
  ): Promise<BoundaryReading> {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of body) {
      length += part.length;
      if (length > FILE_BYTES_MAX) throw new Problem('request.too-large');
      parts.push(part);
    }
    const limits = { ...LIMITS, vertices: CORNERS_MAX };
    const answer = await this.job.run({ ...question, bytes: Buffer.concat(parts), limits });
    if ('refused' in answer) throw new Rejected(answer.refused);
    return readingOf(answer.found);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.job.close();
  }
}

function readingOf({ format, recognition, system, features, issues }: Intake): BoundaryReading {
  return {
    format,
    recognition: recognition.zh,
    sure: recognition.sure,
    ...(system === undefined ? {} : { crs: system }),
    parcels: features.flatMap(parcelsOf),
    issues: issues.map(({ code, severity, zh, fix }) => ({ code, severity, zh, fix })),
  };
}

/** Each polygon is a parcel of its own: no scheme is about two. */
function parcelsOf({ properties, geometry, areaM2 }: IntakeFeature, index: number): readonly ReadParcel[] {
  const name = Object.values(properties).find((value) => typeof value === 'string' && value.trim() !== '');
  const label = typeof name === 'string' ? name.trim().slice(0, LABEL_MAX) : '';
  const { coordinates } = geometry;
  return coordinates.map((rings, part) => ({
    label: [label || `第 ${index + 1} 块`, ...(coordinates.length > 1 ? [`之 ${part + 1}`] : [])].join(' '),
    rings,
    ...(coordinates.length > 1 ? {} : { areaM2 }),
  }));
}
