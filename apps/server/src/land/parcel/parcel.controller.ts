import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting, Resource } from '#access';
import { Engine, EventStore, envelope } from '#kernel';
import { liftBurden, noteBurden, parcel, parcelNoOf, parcelOf } from '#land';
import type { Parcel, ParcelEvent } from '#land';
import { Meta, Who, demand } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { PARCEL, PARCEL_VERSION } from './parcel.answers.js';
import { BurdenBody, LiftingBody } from './parcel.bodies.js';

const COUNTY_DIGITS = 6;

@ApiTags('宗地')
@Controller('api/v1/parcels')
@Scope('parcel')
export class ParcelController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  @ApiOperation({
    summary: '宗地占用情况和权利限制',
    description: '该宗地是否空闲、由哪个入市事项占用，以及尚未解除的争议、查封、抵押和违法占地。',
  })
  @Get(':parcel')
  @Answer(PARCEL)
  @Requires('parcel.read')
  async one(@Param('parcel') code: string, @Who() who: Acting): Promise<object> {
    const no = parcelNoOf(code);
    const { status, holder, burdens } = await this.parcel(no);
    demand(who, 'parcel.read', placeOf(no, { holder }));
    return { parcel: no, status, entry: holder?.entry ?? null, burdens };
  }

  @ApiOperation({
    summary: '记载权利限制',
    description: '争议、查封、抵押、违法占地。在办的入市事项随即暂缓。',
  })
  @Post(':parcel/burdens')
  @HttpCode(200)
  @Answer(PARCEL_VERSION)
  @Requires('burden.note')
  async note(
    @Param('parcel') code: string,
    @Body() { id, kind, organ, on, reason }: BurdenBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const no = parcelNoOf(code);
    const { holder } = await this.parcel(no);
    const place = placeOf(no, { holder });
    demand(who, 'burden.note', place);
    const { version } = await this.engine.executeAndShow(
      envelope(
        noteBurden(parcelOf(no), { parcel: no, burden: { id, kind, organ, on, reason } }),
        meta(holder?.entry ?? no, undefined, place.district),
      ),
    );
    return { parcel: no, version };
  }

  @ApiOperation({
    summary: '解除权利限制',
    description: '争议、查封、抵押或者违法占地消除后解除；暂缓的入市事项随即继续。',
  })
  @Post(':parcel/burdens/lifting')
  @HttpCode(200)
  @Answer(PARCEL_VERSION)
  @Requires('burden.lift')
  async lift(
    @Param('parcel') code: string,
    @Body() { id, reason }: LiftingBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const no = parcelNoOf(code);
    const { holder } = await this.parcel(no);
    const place = placeOf(no, { holder });
    demand(who, 'burden.lift', place);
    const { version } = await this.engine.executeAndShow(
      envelope(
        liftBurden(parcelOf(no), { parcel: no, burdenId: id, reason }),
        meta(holder?.entry ?? no, undefined, place.district),
      ),
    );
    return { parcel: no, version };
  }

  /** As its own stream knows it: a decision about land looks at facts, not at a list that lags behind. */
  private async parcel(no: string): Promise<Parcel> {
    const events = (await this.store.read(parcelOf(no))) as readonly ParcelEvent[];
    return events.reduce(parcel.evolve, parcel.initial);
  }
}

/** Where it lies: in the district of the entry that holds it, or else in the county of its code. */
const placeOf = (no: string, { holder }: Pick<Parcel, 'holder'>): Resource & { district: string } => ({
  district: holder?.district ?? no.slice(0, COUNTY_DIGITS),
  ...(holder ? { township: holder.township } : {}),
});
