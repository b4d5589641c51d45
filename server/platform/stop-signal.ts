/** Ctrl-C in a terminal reaches a process by several ways (itself, npm, the bootstrap): within this, they are one. */
const sameSignalMs = 1_000;

/** Said by a script that starts a process over an IPC channel, and wants it to end when the channel does. */
export const supervisedFlag = '--supervised';

/**
 * Resolves when the process is asked to stop: by Ctrl-C, by SIGTERM, or since the script that started it is gone.
 * Asked again later, it ends at once.
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
    if (!process.argv.includes(supervisedFlag)) return;
    if (process.connected) process.on('disconnect', onSignal);
    else onSignal(); // the script went while this process was still loading
  });
}
