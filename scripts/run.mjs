/**
 * Child processes that never outlive us. Each leads a process group of its own, which gets exactly one SIGINT when we
 * are told to stop, by Ctrl-C or from outside (Playwright takes a second one as "now, without tidying up").
 */
import { spawn } from 'node:child_process';

const GRACE_MS = 5_000;
const STOP_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
const ownGroup = process.platform !== 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
let stopping = false;

/**
 * Runs a program to its end and gives its exit code, 128 and more after a signal.
 * @param {string} command
 * @param {string[]} args
 * @param {{ output?: 'stdout' | 'stderr', env?: NodeJS.ProcessEnv }} [options] `output`: where its stdout goes.
 * @returns {Promise<number>}
 */
export function run(command, args, { output = 'stdout', env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', output === 'stdout' ? 1 : 2, 2],
      env,
      detached: ownGroup,
      windowsHide: true,
    });
    children.add(child);
    child.on('error', (error) => {
      children.delete(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      children.delete(child);
      // When we are stopping, nothing goes on after this child: the handler below ends us.
      if (!stopping) resolve(code ?? 128 + (signal ? (STOP_SIGNALS[signal] ?? 9) : 0));
    });
  });
}

/**
 * Runs a program of the installed packages with this Node.
 * @param {string} script its path below node_modules
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runPackage(script, args, options) {
  return run(process.execPath, [`node_modules/${script}`, ...args], options);
}

function signalAll(signal) {
  for (const child of children) {
    try {
      if (ownGroup) process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // It ended meanwhile.
    }
  }
}

/** Ends the children, by force after a while, and then us. */
function stop(exitCode) {
  if (stopping) return;
  stopping = true;
  signalAll('SIGINT');
  const deadline = Date.now() + GRACE_MS;
  setInterval(() => {
    if (children.size === 0 || Date.now() > deadline) process.exit(exitCode);
  }, 20);
}

for (const [signal, number] of Object.entries(STOP_SIGNALS)) process.on(signal, () => stop(128 + number));
process.on('exit', () => signalAll('SIGKILL'));

// npm runs us through a shell. A signal to npm alone ends that shell and never reaches us: we only get another parent.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop(128 + STOP_SIGNALS.SIGTERM);
  }, 500).unref();
}
