/** Ctrl-C in a terminal reaches a process by several ways (itself, npm, the bootstrap): within this, they are one. */
const sameSignalMs = 1_000;

/**
 * Resolves when the process is asked to stop: by Ctrl-C, by SIGTERM, or since the process that started it over an IPC
 * channel is gone. Asked again later, it ends at once.
 */
export function untilStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const onSignal = () => {
      askedAt ??= performance.now();
      if (performance.now() - askedAt > sameSignalMs) process.exit(1);
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    process.on('SIGHUP', onSignal);
    if (process.channel) process.on('disconnect', onSignal);
  });
}
