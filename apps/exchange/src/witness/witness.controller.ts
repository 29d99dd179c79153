import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Witness } from '#evidence/tlog';
import type { Answer } from '#evidence/tlog';

/** C2SP tlog-witness. */
@Controller('witness')
export class WitnessController {
  constructor(@Inject(Witness) private readonly witness: Witness) {}

  @Post('add-checkpoint')
  async add(@Req() request: Request, @Res() response: Response): Promise<void> {
    const body: unknown = request.body;
    send(response, await this.witness.add(typeof body === 'string' ? body : ''));
  }

  @Get(':origin/checkpoint')
  async checkpoint(@Param('origin') origin: string, @Res() response: Response): Promise<void> {
    send(response, await this.witness.checkpoint(origin));
  }
}

const send = (response: Response, { status, body, type }: Answer): void => {
  response.status(status).set('Cache-Control', 'no-store').type(type).send(body);
};
