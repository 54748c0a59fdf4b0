/** What the real engines need: a Python environment with Ray, Celery and PySpark, Java for Spark, Redis for Celery. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { say, Trouble } from './command.mjs';
import { run } from './run.mjs';

const VENV = '.cache/engines';
const PYTHON = process.platform === 'win32' ? `${VENV}/Scripts/python.exe` : `${VENV}/bin/python`;
const REQUIREMENTS = 'test/engines/requirements.txt';
const LEAST_JAVA = 17;

/** What is here, and in words what is not. Installs the packages of Python, and Debian's Redis where it may. */
export async function findEngines() {
  const python = await ensureEnvironment();
  const redis = await ensureRedis();
  const java = javaVersion();
  const skipped = [
    ...(redis ? [] : ['Celery on Redis: there is no redis-server here. Its programs ran on SQLite only']),
    ...(java >= LEAST_JAVA
      ? []
      : [`Spark: it needs Java ${LEAST_JAVA} or newer, and ${java ? `this is Java ${java}` : 'there is none'}`]),
  ];
  const said = spawnSync(python, ['-c', 'import platform; print(platform.python_version())'], { encoding: 'utf8' });
  const versions = [
    `CPython ${said.stdout.trim()}`,
    ...readFileSync(REQUIREMENTS, 'utf8')
      .split('\n')
      .filter((line) => /^(ray|celery|pyspark)/.test(line))
      .map((line) => line.replace(/\[.*\]/, '').replace('==', ' ')),
    ...(redis
      ? [spawnSync(redis, ['--version'], { encoding: 'utf8' }).stdout.match(/v=(\S+)/)?.[1] ?? ''].map(
          (v) => `Redis ${v}`,
        )
      : []),
    ...(java ? [`Java ${java}`] : []),
  ];
  return { python, redis, java: java >= LEAST_JAVA, versions, skipped };
}

/** The interpreter of an environment in which the pinned packages are. */
async function ensureEnvironment() {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  const stamp = `${VENV}/installed.txt`;
  if (existsSync(PYTHON) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return PYTHON;
  const base = ['python3', 'python'].find(isNewEnough);
  if (!base) throw new Trouble('The engines need Python 3.11 or newer: there is no python3 of that kind on the path.');
  say(`Installing Ray, Celery and PySpark into ${VENV} (about a gigabyte, once).`);
  mkdirSync('.cache', { recursive: true });
  await must(base, ['-m', 'venv', '--clear', VENV]);
  await must(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS]);
  writeFileSync(stamp, wanted);
  return PYTHON;
}

async function must(command, args) {
  const code = await run(command, args, { output: 'stderr' });
  if (code !== 0) throw new Trouble(`${command} ${args.join(' ')} failed (exit code ${code}); its output is above.`);
}

function isNewEnough(command) {
  const code = 'import sys; sys.exit(sys.version_info < (3, 11))';
  return spawnSync(command, ['-c', code], { stdio: 'ignore' }).status === 0;
}

/** `redis-server`, installed where Debian's packages may be. */
async function ensureRedis() {
  const isThere = () => spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!isThere() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("No redis-server found. Installing Debian's package (apt-get install redis-server).");
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['install', '--yes', '--no-install-recommends', 'redis-server'], { output: 'stderr', env });
  }
  return isThere() ? 'redis-server' : undefined;
}

/** Java's first number; 0 where there is none. */
function javaVersion() {
  const command = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
  const { stderr = '' } = spawnSync(command, ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}
