import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { supervisedFlag } from '#server/platform/stop-signal.ts';

const root = path.dirname(import.meta.dirname);

/** One of Ledig's processes, run by a script. */
export interface Running {
  name: string;
  /** Resolves with words that say how it ended, whenever that is. */
  ended: Promise<string>;
  /** Asks it to end, insists after ten seconds, and resolves when it is gone. */
  stop(): Promise<void>;
}

/** Starts `server/<name>.ts` on this Node, with these variables on top of the environment. */
export function startProcess(name: string, entry: string, env: Record<string, string>): Running {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(root, entry), supervisedFlag],
    {
      cwd: root,
      env: { ...process.env, ...env },
      // Out of the terminal's group, so that Ctrl-C reaches the script alone, which then ends them in order. Over the
      // IPC channel the process notices when the script itself was killed, and ends too.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${name} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`${name} ended (${signal ?? `exit code ${code}`})`));
  });
  return { name, ended, stop: () => stopChild(child, ended) };
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(insist);
}

/**
 * Waits until an address answers with success.
 * @throws when the process ends before, or `timeoutMs` have passed
 */
export async function untilReady(url: string, running: Running, timeoutMs: number): Promise<void> {
  const early = running.ended.then((how) => {
    throw new Error(how);
  });
  const abort = AbortSignal.timeout(timeoutMs);
  const poll = async () => {
    while (!(await isReady(url))) {
      if (abort.aborted) throw new Error(`${running.name} was not ready after ${timeoutMs / 1000} seconds.`);
      await pause(100);
    }
  };
  await Promise.race([early, poll()]);
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
