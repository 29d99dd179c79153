import { ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';

/** A collector that is away is spoken of once in this time, however much it misses. */
export const SAY_EVERY_MS = 60_000;

type Export = SpanExporter['export'];

/** Says now and then that spans were lost; the work that they describe does not hear of it. */
export class QuietExporter implements SpanExporter {
  private lost = 0;
  private quietUntil = -Infinity;

  constructor(
    private readonly to: SpanExporter,
    private readonly say: (line: string) => void,
  ) {}

  export(spans: Parameters<Export>[0], done: Parameters<Export>[1]): void {
    this.to.export(spans, (result) => {
      if (result.code === ExportResultCode.FAILED) this.missed(spans.length, result.error);
      done(result);
    });
  }

  private missed(count: number, error: Error | undefined): void {
    this.lost += count;
    const now = performance.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + SAY_EVERY_MS;
    this.say(
      `The collector of traces does not answer; ${this.lost} spans are lost so far: ` +
        `${error?.message ?? 'no reason given'}`,
    );
  }

  forceFlush(): Promise<void> {
    return this.to.forceFlush?.() ?? Promise.resolve();
  }

  shutdown(): Promise<void> {
    return this.to.shutdown();
  }
}
