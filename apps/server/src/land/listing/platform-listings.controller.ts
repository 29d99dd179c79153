import { ApiTags } from '@nestjs/swagger';
import { Controller } from '@nestjs/common';
import { PlatformController } from './platform.controller.js';

/** The same, where a machine finds all else that is for it: beside the feed and its claims. */
@ApiTags('对接：报送')
@Controller('platform/v1/listings')
export class PlatformListingsController extends PlatformController {}
