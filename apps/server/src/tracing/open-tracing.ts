import type { Settings } from '../settings.js';
import type { ServerTracing } from './server-tracing.js';

/** Where OpenTelemetry's common endpoint takes traces. */
const TRACES_PATH = 'v1/traces';

/**
 * A tracer where the settings name a collector. Where they do not, nothing of OpenTelemetry's SDK is loaded.
 */
export async function openTracing(settings: Settings): Promise<ServerTracing | undefined> {
  const url = collectorOf(settings);
  if (!url) return undefined;
  const { OpenTelemetryTracing } = await import('./open-telemetry.js');
  return new OpenTelemetryTracing({ url, log: settings.EVENTSTORE_URL ? 'eventstoredb' : 'postgresql' });
}

export function collectorOf({
  OTEL_SDK_DISABLED: disabled,
  OTEL_TRACES_EXPORTER: exporter,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own,
  OTEL_EXPORTER_OTLP_ENDPOINT: common,
}: Settings): string | undefined {
  if (disabled || exporter === 'none') return undefined;
  return own ?? (common && `${common.replace(/\/$/, '')}/${TRACES_PATH}`);
}
