import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './cadastre.commands.js';
import { cadastre } from './cadastre.decider.js';
import { CadastreSaga } from './cadastre.saga.js';

export const cadastreParts = [
  ...commandHandlers(commands, {
    inject: [Policies],
    make: (policies: Policies) => cadastre(policies),
  }),
  CadastreSaga,
];
