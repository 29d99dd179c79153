/** Reads the packs of the product for {@link PREPARED}: a program that the build runs at its end. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PackErrors } from './errors.js';
import { packTexts, packsFolder } from './load.js';
import { PREPARED } from './prepared.js';
import { readPack } from './read-pack.js';

function readFolder(folder: string) {
  try {
    const texts = packTexts(folder);
    return [{ texts, content: readPack(texts).contentOfAllDays }];
  } catch (error) {
    if (error instanceof PackErrors) return []; // Told by whoever starts with it.
    throw error;
  }
}

const folders = readdirSync(packsFolder(), { withFileTypes: true }).filter((entry) => entry.isDirectory());
PREPARED.write(folders.flatMap(({ name }) => readFolder(join(packsFolder(), name))));
