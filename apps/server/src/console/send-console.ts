import type { Response } from 'express';
import type { ConsoleFiles } from './console-files.js';

/** The page with its policy; nobody keeps it, for each answer has a value of its own. */
export function sendConsole(files: ConsoleFiles, response: Response): void {
  const { html, policy } = files.page();
  response.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' }).type('html').send(html);
}
