import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import * as commands from './layers.commands.js';
import { layers } from './layers.decider.js';
import { LayerWindows } from './layer-windows.js';
import { LayersNear } from './layers-near.js';

@Module({
  providers: [...commandHandlers(commands, { inject: [RulePacks], make: layers }), LayersNear, LayerWindows],
  exports: [LayersNear, LayerWindows],
})
export class LayersModule {}
