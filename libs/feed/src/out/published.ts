import { Inject, Injectable } from '@nestjs/common';
import { EventStore, Projection, foundedIn, positionText, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { LandEvent, Subject } from '#land';
import { knownAt } from '../language/known.js';
import type { Known } from '../language/known.js';
import { NAMESPACE, PROMISES } from '../language/promises.js';
import type { PublishedName } from '../language/promises.js';
import { PUBLISHED_FACTS, publicationOf } from '../language/publications.js';

/**
 * A fact as machines may see it: a CloudEvent 1.0 in JSON. `sequence` rises in the order of the log and is
 * compared as text; `subject` and `partitionkey` are the entry, whose events never overtake each other.
 */
export type PublishedEvent = Readonly<{
  specversion: '1.0';
  /** `<fact>:<name>`, such as `listing-370114001018JB00011-1@0:listing.ordered.v1`: the same for ever. */
  id: string;
  /** The installation. */
  source: string;
  type: string;
  subject: string;
  /** When it happened, and when the log took it: RFC 3339 in UTC. */
  time: string;
  recordedtime: string;
  sequence: string;
  partitionkey: string;
  district: string;
  dataschema: string;
  datacontenttype: 'application/json';
  data: object;
}>;

export const Published = readModel<PublishedEvent>('published');

/** The name of a schema that is the same wherever it is served. */
export const schemaId = (name: PublishedName): string => `urn:rushi:schema:${name}`;
export const nameIn = (type: string): PublishedName => type.slice(NAMESPACE.length) as PublishedName;

type Seen = LandEvent & Readonly<{ data: Readonly<{ subject: Subject }> }>;
type Recall = Readonly<{ source: string; known: ReadonlyMap<string, Known> }>;

/**
 * The feed is a read model: made of the log and nothing else, so it may be made again, and every event has
 * its id and its place again.
 */
@Injectable()
export class PublishedProjection extends Projection<PublishedEvent, Seen, Recall> {
  readonly model = Published;
  readonly handles = [...PUBLISHED_FACTS] as Seen['type'][];
  private source: string | undefined;

  constructor(@Inject(EventStore) private readonly store: EventStore) {
    super();
  }

  ids(event: Recorded<Seen>): readonly string[] {
    const published = publicationOf(event);
    return published ? [`${event.id}:${published.name}`] : [];
  }

  override async recall(events: readonly Recorded<Seen>[]): Promise<Recall> {
    const backward = events.filter((event) => publicationOf(event)?.looksBack);
    const known = await Promise.all(
      backward.map(async (event) => {
        const { id, data, position } = event;
        return [id, await knownAt(this.store, data.subject.entry, position)] as const;
      }),
    );
    return { source: (this.source ??= await this.installation()), known: new Map(known) };
  }

  private async installation(): Promise<string> {
    return `//rushi/${(await foundedIn(this.store)) ?? 'unfounded'}`;
  }

  evolve(_: unknown, event: Recorded<Seen>, id: string, { source, known }: Recall): PublishedEvent {
    const { name, data } = publicationOf(event)!;
    const { entry, district } = event.data.subject;
    return {
      specversion: '1.0',
      id,
      source,
      type: `${NAMESPACE}${name}`,
      subject: entry,
      time: event.meta.occurredAt,
      recordedtime: event.recordedAt,
      sequence: positionText(event.position),
      partitionkey: entry,
      district,
      dataschema: schemaId(name),
      datacontenttype: 'application/json',
      data: data(event.data, known.get(event.id)),
    };
  }

  override index({ type, subject, district, sequence }: PublishedEvent) {
    const to = PROMISES[nameIn(type)].to;
    return { keys: { type: nameIn(type), subject, district, to }, sort: sequence };
  }
}
