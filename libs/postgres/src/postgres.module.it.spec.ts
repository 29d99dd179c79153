import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  DeadlineTable,
  EventStore,
  KeyValues,
  NO_STREAM,
  Parking,
  ReadModels,
  STORED_LOG,
  Subscriptions,
} from '#kernel';
import { fact, freshStream } from '#kernel/testing';
import { openTestDatabase } from '../testing/index.js';
import { PostgresModule } from './postgres.module.js';

it('an application finds every port of the kernel, and leaves no connection behind', async () => {
  const database = await openTestDatabase();
  @Module({ imports: [PostgresModule.forRoot({ url: database.url })] })
  class Application {}
  const application = await NestFactory.createApplicationContext(Application, { logger: false });
  for (const port of [Subscriptions, ReadModels, DeadlineTable, Parking, KeyValues])
    expect(application.get(port)).toBeInstanceOf(port);
  const store = application.get<EventStore>(STORED_LOG);
  expect(store).toBeInstanceOf(EventStore);
  await store.append(freshStream(), NO_STREAM, [fact('A', 'c1')]);
  await application.close();
  await expect(store.append(freshStream(), NO_STREAM, [fact('A', 'c1')])).rejects.toThrow('closed');
  await database.drop();
});
