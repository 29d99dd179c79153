import { SetMetadata } from '@nestjs/common';

const OPERATIONS_OF = 'rushi:operations-of';

/**
 * Says under which first word the operations of a controller are published, where it is not the name of the
 * class: programs are generated from these ids, so they stay when a controller is cut or renamed.
 */
export const OperationsOf = (published: string): ClassDecorator => SetMetadata(OPERATIONS_OF, published);

/** `MoneyController_price`, as the OpenAPI document names the operation of a handler. */
export const operationId = (controller: Readonly<{ name: string }>, handler: string): string =>
  `${(Reflect.getMetadata(OPERATIONS_OF, controller) as string | undefined) ?? controller.name}_${handler}`;
