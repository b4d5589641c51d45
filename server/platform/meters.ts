import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

// What a process measures of itself. Each label has few values, known beforehand: no id, no address, nothing of a person.

/** The measures of this process, and those of Node itself. */
export const processRegistry = new Registry();
collectDefaultMetrics({ register: processRegistry });

const registers = [processRegistry];

/** How long answers took, by the pattern of their route. */
export const httpSeconds = new Histogram({
  name: 'ledig_http_request_duration_seconds',
  help: 'How long requests took until they were answered',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

/** How long a provider took over a message. */
export const providerSeconds = new Histogram({
  name: 'ledig_provider_send_duration_seconds',
  help: 'How long a provider took to take a message or to refuse it',
  labelNames: ['provider', 'outcome'] as const,
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
  registers,
});

/** Steps of the sweep that this process has run. */
export const sweepSteps = new Counter({
  name: 'ledig_sweep_steps_total',
  help: 'Steps of the sweep that were run, by how they ended',
  labelNames: ['step', 'outcome'] as const,
  registers,
});

/** What those steps found to do. */
export const sweepRows = new Counter({
  name: 'ledig_sweep_rows_total',
  help: 'Rows that steps of the sweep have acted on',
  labelNames: ['step'] as const,
  registers,
});
