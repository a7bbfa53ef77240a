#!/usr/bin/env node
// The one file that must run before anything is installed, on any Node from 20.19 on. It
// installs what is missing, builds the page when its sources are newer than the last build,
// and hands over to the Node 24 that came with the packages.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const at = (...names) => path.join(root, ...names);
const node = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const say = (text) => process.stdout.write(`${text}\n`);

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.status !== 0) {
    say(`This step failed: ${path.basename(command)} ${args.join(' ')}`);
    process.exit(result.status ?? 1);
  }
}

function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function installPackages() {
  const stamp = at('node_modules', '.hearth-installed');
  const wanted = hashOf(at('package-lock.json'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node)) return;
  say('Installing packages. The first time this takes about a minute …');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!existsSync(node)) run(process.execPath, ['installArchSpecificPackage.js'], { cwd: at('node_modules', 'node') });
  writeFileSync(stamp, wanted);
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(file) : statSync(file).mtimeMs);
  }
  return latest;
}

function buildPage({ always = false } = {}) {
  const stamp = at('dist', '.built');
  const pageRooms = readdirSync(at('src'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && !['server', 'content'].includes(entry.name));
  const sources = [
    ...pageRooms.map((entry) => newest(at('src', entry.name))),
    newest(at('service-worker')),
    newest(at('public')),
    ...['index.html', 'vite.config.ts', 'package-lock.json'].map((name) => statSync(at(name)).mtimeMs),
  ];
  if (!always && existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(...sources)) return;
  say('Building the page …');
  run(node, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], { env: { ...process.env, NODE_ENV: 'production' } });
  run(node, [at('src', 'server', 'tasks', 'compress.ts'), at('dist')]);
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(stamp, new Date().toISOString());
}

function has(program) {
  return spawnSync(process.platform === 'win32' ? 'where' : 'which', [program], { stdio: 'ignore' }).status === 0;
}

function hasPostgres() {
  return has('initdb') || (existsSync('/usr/lib/postgresql') && readdirSync('/usr/lib/postgresql').length > 0);
}

/** Chromium and PostgreSQL for the tests, where this machine's package manager can give them. */
function installPrograms() {
  const wanted = [];
  if (!process.env.CHROMIUM && !['chromium', 'chromium-browser', 'google-chrome'].some(has)) wanted.push('chromium');
  if (!hasPostgres()) wanted.push('postgresql');
  if (wanted.length === 0) return;
  if (!has('apt-get')) return say(`Please install these by hand for the whole test run: ${wanted.join(', ')}`);
  const asRoot = process.getuid?.() === 0;
  if (!asRoot && !has('sudo')) return say(`Please install these by hand for the whole test run: ${wanted.join(', ')}`);
  say(`Installing for the tests: ${wanted.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args) => spawnSync(asRoot ? 'apt-get' : 'sudo', asRoot ? args : ['-n', 'apt-get', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt(['update', '-qq']);
  for (const program of wanted) if (apt(['install', '-y', '-qq', '--no-install-recommends', program]).status !== 0) say(`Could not install ${program}.`);
}

/** Hands over to Node 24 and passes Ctrl-C on, so that the server can end cleanly. */
function handOver(args, env = {}) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
}

const [task = 'help', ...rest] = process.argv.slice(2);
const vitest = at('node_modules', 'vitest', 'vitest.mjs');

installPackages();
switch (task) {
  case 'demo':
    buildPage();
    handOver([at('src', 'server', 'tasks', 'demo.ts'), ...rest]);
    break;
  case 'start':
    buildPage();
    handOver([at('src', 'server', 'main.ts'), ...rest]);
    break;
  case 'dev':
    handOver([at('node_modules', 'vite', 'bin', 'vite.js'), ...rest]);
    break;
  case 'build':
    buildPage({ always: true });
    break;
  case 'test':
    installPrograms();
    buildPage();
    handOver([vitest, 'run', ...rest]);
    break;
  case 'check':
    run(node, [at('node_modules', 'typescript', 'bin', 'tsc'), '-b']);
    run(node, [at('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '.']);
    run(node, [at('node_modules', 'knip', 'bin', 'knip.js')]);
    installPrograms();
    buildPage();
    handOver([vitest, 'run', ...rest]);
    break;
  case 'bench':
    installPrograms();
    buildPage();
    handOver([at('test', 'bench', 'main.ts'), ...rest]);
    break;
  case 'soak':
    handOver([at('test', 'bench', 'soak.ts'), ...rest]);
    break;
  case 'pictures':
    installPrograms();
    buildPage();
    handOver([at('test', 'support', 'pictures.ts'), ...rest]);
    break;
  case 'backup':
  case 'restore':
  case 'erase':
  case 'held':
  case 'issuer':
  case 'chain':
    handOver([at('src', 'server', 'tasks', `${task}.ts`), ...rest]);
    break;
  default:
    say('demo, start, dev, build, test, check, bench, soak, pictures, backup, restore, erase, held, issuer or chain');
    process.exit(2);
}
