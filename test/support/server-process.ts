import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('./serve-demonstration.ts', import.meta.url));

type Said = { port: number; links: Record<string, string> };

/** A real server on a folder of records. It can be killed at any moment and started again where it was. */
export class ServerProcess {
  port = 0;
  links: Record<string, string> = {};
  private child: ChildProcess | null = null;
  private readonly dataDir: string;
  private readonly dist: string;

  constructor(dataDir: string, dist = '') {
    this.dataDir = dataDir;
    this.dist = dist;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [ENTRY, this.dataDir, String(this.port), this.dist], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child = child;
    const { port, links } = await new Promise<Said>((done, fail) => {
      let said = '';
      child.stdout.on('data', (text: Buffer) => {
        if (said.includes('\n')) return;
        said += text.toString();
        if (said.includes('\n')) done(JSON.parse(said) as Said);
      });
      child.once('exit', () => fail(new Error('the server ended before it listened')));
    });
    this.port = port;
    this.links = links;
  }

  /** As a lost plug: nothing is closed, nothing is said. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
