/** The port through which a trace of the work is written. */
export * from './tracing.js';
