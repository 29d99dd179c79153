/*
 * Shows: notes are those of C2SP signed-note.
 * How: the vector of its specification, and notes that were changed.
 */
import { describe, expect, it } from '@jest/globals';
import { openCheckpoint, signCheckpoint } from './checkpoint.js';
import { NoteRefused, signerOf, verifierIn } from './keys.js';
import { openNote, signNote } from './note.js';
import { EMPTY_ROOT, leafHash } from './tree.js';

const TEXT =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n";
const KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const SIGNATURE =
  '— PeterNeumann ' +
  'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

describe('a signed note', () => {
  it('is the published one, both ways', () => {
    expect(openNote(`${TEXT}\n${SIGNATURE}`, [verifierIn(KEY)])).toBe(TEXT);
    const signer = signerOf('PeterNeumann', SEED);
    expect(signer.text).toBe(KEY);
    expect(signNote(TEXT, signer)).toBe(`${TEXT}\n${SIGNATURE}`);
  });

  it('is refused when it was changed, is not signed by a known key, or has no form', () => {
    const [known, other] = [verifierIn(KEY), signerOf('other', Buffer.alloc(32, 7))];
    const note = `${TEXT}\n${SIGNATURE}`;
    for (const wrong of [
      note.replace('answer', 'Answer'),
      `${TEXT}${SIGNATURE}`,
      note.slice(0, -1),
      note.replace('— ', '- '),
      note.replace('x08go', 'x08gp'),
      `${note}\u0007`,
      '',
      signNote(TEXT, other),
    ])
      expect(() => openNote(wrong, [known])).toThrow(NoteRefused);
    // A signature that nobody here knows is passed over.
    const both = note + signNote(TEXT, other).slice(TEXT.length + 1);
    expect(openNote(both, [known])).toBe(TEXT);
    expect(openNote(both, [other])).toBe(TEXT);
  });

  it('has keys whose id is their own', () => {
    for (const wrong of [KEY.replace('c74f20a3', 'c74f20a4'), KEY.replace('Peter', 'Pete'), 'x', ''])
      expect(() => verifierIn(wrong)).toThrow(NoteRefused);
    expect(() => signerOf('two words', Buffer.alloc(32))).toThrow(NoteRefused);
  });
});

describe('a checkpoint', () => {
  const signer = signerOf('rushi/0b2f', Buffer.alloc(32, 1));
  const head = { size: 20_852_163, root: leafHash(Buffer.from('x')) };

  it('says log, size and root, and is read again', () => {
    const note = signCheckpoint(head, signer);
    expect(note.split('\n').slice(0, 3)).toEqual(['rushi/0b2f', '20852163', head.root.toString('base64')]);
    expect(openCheckpoint(note, signer)).toEqual({ origin: 'rushi/0b2f', ...head });
    expect(openCheckpoint(signCheckpoint({ size: 0, root: EMPTY_ROOT }, signer), signer).size).toBe(0);
  });

  it('is none where the key signed another log, or no size and root', () => {
    const note = (text: string) => signNote(text, signer);
    const root = head.root.toString('base64');
    for (const text of [`other\n1\n${root}\n`, `rushi/0b2f\n01\n${root}\n`, 'rushi/0b2f\n1\nAAAA\n', 'x\n'])
      expect(() => openCheckpoint(note(text), signer)).toThrow(NoteRefused);
  });
});
