import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { addresses } from '../lab/network.ts';
import type { Certificates } from '../wire/certificates.ts';

/** What a command ended with, and what a terminal showed of it. */
export interface Typed {
  readonly exit: number | null;
  readonly shown: string;
}

/** Where a command is typed: by the administrator of the machine, by root there, or elsewhere. */
export type Seat = 'machine' | 'root' | 'elsewhere';

/** A system of Debian that systemd has booted, and another machine at the end of its wire. */
export interface Machine {
  /** Types lines into a shell; what fails ends them. Never throws for what they do. */
  readonly type: (seat: Seat, run: string, seconds?: number) => Promise<Typed>;
  /** Writes a file on the machine, with the owner of a path that is not root's. */
  readonly put: (path: string, text: string, options?: { mode?: string; owner?: string }) => void;
  /** Turns the machine off and on again; `early` does not wait for services that take long. */
  readonly restart: (early?: boolean) => Promise<void>;
  /** Ends it and removes all that it wrote. */
  readonly end: () => Promise<void>;
  /** Starts a program elsewhere, that ends with the machine. */
  readonly startElsewhere: (...words: string[]) => ChildProcess;
}

/** The name of the account that has sudo, and its home, where a reader saves files. */
export const account = 'admin';
export const accountHome = `/home/${account}`;

/** Where the machine finds the project and its Node, both read-only. */
const inside = { project: '/opt/project', node: '/opt/node' };

const project = resolve(import.meta.dirname, '../..');
const clean = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  TERM: 'dumb',
};

const write = (root: string, path: string, text: string, mode = 0o644): void => {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  chmodSync(target, mode);
};

const link = (root: string, path: string, target: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
};

/** The network of the machine as an administrator would write it, and the names that it knows. */
const interfaces = `auto lo
iface lo inet loopback

auto host0
iface host0 inet static
    address ${addresses.server}/24
    up ip route add ${addresses.outerHop}/32 dev host0
iface host0 inet6 static
    address ${addresses.server6}/64
    dad-attempts 0
    accept_ra 0
`;

const hosts = (address: string, own: string, { names }: Surroundings): string =>
  [
    `127.0.0.1 localhost ${own}`,
    '::1 localhost',
    `${address} jenkins.example.com`,
    ...Object.entries(names).map(([name, of]) => `${of} ${name}`),
    '',
  ].join('\n');

/** What a machine finds beside what all have. */
export interface Surroundings {
  /** Addresses of other names, as its administrator knows them. */
  readonly names: Readonly<Record<string, string>>;
  /** Folders of this system, and the place where the machine finds each, read-only. */
  readonly folders: Readonly<Record<string, string>>;
}

/** Puts what every machine has into its layer: accounts, Jenkins, the certificate, the names. */
const putSurroundings = (
  root: string,
  pem: Certificates,
  publicAddress: string,
  around: Surroundings,
): void => {
  const chroot = (...words: string[]): void => {
    execFileSync('chroot', [root, ...words], { env: clean, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  write(root, '/etc/hostname', 'controller\n');
  write(root, '/etc/hosts', hosts(publicAddress, 'controller', around));
  write(root, '/etc/network/interfaces', interfaces);
  write(root, '/etc/apt/apt.conf.d/90yes', 'APT::Get::Assume-Yes "true";\n');
  chroot('useradd', '--create-home', '--shell', '/bin/bash', account);
  write(
    root,
    `/etc/sudoers.d/${account}`,
    `${account} ALL=(ALL) NOPASSWD: ALL\nDefaults env_keep += "DEBIAN_FRONTEND"\n`,
    0o440,
  );
  chroot('useradd', '--system', '--create-home', '--home-dir', '/var/lib/jenkins', 'jenkins');
  for (const folder of [...Object.values(inside), ...Object.values(around.folders)])
    mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(
    join(import.meta.dirname, 'jenkins/jenkins.service'),
    join(root, '/usr/lib/systemd/system/jenkins.service'),
  );
  write(
    root,
    '/usr/bin/jenkins',
    `#!/bin/sh\nexec ${inside.node}/node ${inside.project}/tests/systems/jenkins/start.ts\n`,
    0o755,
  );
  link(
    root,
    '/etc/systemd/system/multi-user.target.wants/jenkins.service',
    '/usr/lib/systemd/system/jenkins.service',
  );
  write(root, '/usr/local/share/ca-certificates/test.crt', pem.authority);
  chroot('update-ca-certificates');
  // No terminal of its own and nothing from the network's time: neither is there.
  for (const unit of ['console-getty.service', 'apt-daily.timer', 'apt-daily-upgrade.timer']) {
    rmSync(join(root, '/etc/systemd/system', unit), { force: true });
    link(root, `/etc/systemd/system/${unit}`, '/dev/null');
  }
};

/** Empty for a process that has ended. */
const childrenOf = (pid: number): number[] => {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ').map(Number) : [];
};

const spawned = async (
  words: readonly string[],
  input: string,
  seconds: number,
): Promise<Typed> => {
  const [command = '', ...rest] = words;
  const child = spawn(command, rest, { env: clean, detached: true });
  let shown = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => (shown += text));
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, seconds * 1000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return {
    exit: late ? null : code,
    shown: late ? `${shown}\n(nothing more within ${seconds} s)` : shown,
  };
};

/** The lines as a shell runs them: both outputs to the terminal, the first failure ends them. */
const shell = ['bash', '--norc', '-c', 'exec 2>&1; set -e; eval "$(cat)"'];

/**
 * Boots a fresh machine on a prepared root.
 * @param root From `prepareRoot`, with the packages of `machinePackages` in it.
 * @param publicAddress To which the public name leads: the machine itself, or a proxy before it.
 * @throws when systemd does not come up within a minute, with what its console said.
 */
export const bootMachine = async (
  root: string,
  pem: Certificates,
  publicAddress: string = addresses.server,
  around: Surroundings = { names: {}, folders: {} },
): Promise<Machine> => {
  const folder = mkdtempSync(join(tmpdir(), 'jenkins-proxy-machine-'));
  // The wire is named after it, and the kernel gives 15 characters.
  const name = `m${randomBytes(5).toString('hex')}`;
  const wire = `ve-${name}`;
  const merged = join(folder, 'root');
  for (const each of ['upper', 'work', 'root', 'elsewhere']) mkdirSync(join(folder, each));
  writeFileSync(join(folder, 'hosts'), hosts(publicAddress, '', around));
  writeFileSync(join(folder, 'authority.pem'), pem.authority);
  // The other machine: namespaces for the network and the mounts, in which the system is started.
  const holder = spawn(
    'unshare',
    ['--mount', '--net', '--propagation', 'private', 'sh', '-c', 'echo ready; exec cat'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await once(holder.stdout, 'data');
  const held = ['nsenter', '--target', String(holder.pid), '--mount', '--net'];
  const inHolder = (...words: string[]): string => {
    const [command = '', ...rest] = [...held, ...words];
    return execFileSync(command, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  };
  const layers = `lowerdir=${root},upperdir=${join(folder, 'upper')},workdir=${join(folder, 'work')}`;
  const mount = ['mount', '-t', 'overlay', '-o', layers, 'overlay', merged];
  execFileSync('mount', mount.slice(1));
  try {
    putSurroundings(merged, pem, publicAddress, around);
  } finally {
    execFileSync('umount', [merged]);
  }
  inHolder(...mount);
  inHolder('mount', '--bind', join(folder, 'hosts'), '/etc/hosts');
  inHolder('ip', 'link', 'set', 'lo', 'up');

  let running: { nspawn: ChildProcess; leader: number } | null = null;

  const boot = async (early = false): Promise<void> => {
    const nspawn = spawn(
      held[0] ?? '',
      [
        ...held.slice(1),
        'systemd-nspawn',
        `--directory=${merged}`,
        '--boot',
        '--register=no',
        '--keep-unit',
        `--machine=${name}`,
        '--network-veth',
        '--console=pipe',
        '--link-journal=no',
        '--resolv-conf=off',
        '--timezone=off',
        '--suppress-sync=yes',
        `--bind-ro=${project}:${inside.project}`,
        `--bind-ro=${dirname(process.execPath)}:${inside.node}`,
        ...Object.entries(around.folders).map(([outside, at]) => `--bind-ro=${outside}:${at}`),
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...clean, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1', SYSTEMD_NSPAWN_LOCK: '0' },
      },
    );
    let console = '';
    for (const output of [nspawn.stdout, nspawn.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => (console += text));
    }
    const limit = Date.now() + 60_000;
    const failure = (): Error => new Error(`The system did not boot:\n${console.slice(-3000)}`);
    let leader: number;
    let wired = false;
    for (;;) {
      if (nspawn.exitCode !== null || Date.now() > limit) throw failure();
      await after(200);
      [leader = 0] = nspawn.pid === undefined ? [] : childrenOf(nspawn.pid);
      if (leader === 0) continue;
      if (!wired) {
        try {
          inHolder('ip', 'link', 'set', wire, 'up');
          inHolder('ip', 'addr', 'add', `${addresses.client}/24`, 'dev', wire);
          inHolder('ip', 'addr', 'add', `${addresses.companion}/24`, 'dev', wire);
          inHolder('ip', 'addr', 'add', `${addresses.outerHop}/32`, 'dev', wire);
          inHolder('ip', '-6', 'addr', 'add', `${addresses.client6}/64`, 'dev', wire, 'nodad');
          wired = true;
        } catch {
          continue;
        }
      }
      running = { nspawn, leader };
      const state = await type('root', 'systemctl is-system-running || true', 10);
      if (/^(?:running|degraded)$/m.test(state.shown)) return;
      if (early && /^starting$/m.test(state.shown)) return;
    }
  };

  const entered = (): string[] => {
    if (running === null) throw new Error('The machine is off.');
    const spaces = ['--mount', '--uts', '--ipc', '--net', '--pid'];
    return ['nsenter', '--target', String(running.leader), ...spaces, '--root', '--wd'];
  };

  const type = (seat: Seat, run: string, seconds = 120): Promise<Typed> => {
    if (seat === 'elsewhere') {
      const authority = join(folder, 'authority.pem');
      const set = ['env', `CURL_CA_BUNDLE=${authority}`, `SSL_CERT_FILE=${authority}`];
      return spawned(
        [...held, `--wd=${join(folder, 'elsewhere')}`, ...set, ...shell],
        run,
        seconds,
      );
    }
    const as =
      seat === 'root'
        ? []
        : ['setpriv', `--reuid=${account}`, `--regid=${account}`, '--init-groups', '--reset-env'];
    const set = ['env', 'DEBIAN_FRONTEND=noninteractive', `PATH=${clean.PATH}`, 'LANG=C.UTF-8'];
    const home = seat === 'root' ? '/root' : accountHome;
    const go = ['sh', '-c', `cd ${home}; exec "$@"`, 'sh'];
    return spawned([...entered(), ...as, ...set, ...go, ...shell], run, seconds);
  };

  const halt = async (): Promise<void> => {
    if (running === null) return;
    const { nspawn } = running;
    const closed = nspawn.exitCode === null ? once(nspawn, 'close') : Promise.resolve();
    await type('root', 'systemctl poweroff', 20);
    // A Squid takes its time to say goodbye.
    await Promise.race([closed, after(120_000)]);
    if (nspawn.exitCode === null) nspawn.kill('SIGKILL');
    running = null;
    // The kernel may still be taking the old wire away.
    await spawned([...held, 'ip', 'link', 'delete', wire], '', 10);
  };

  const others: ChildProcess[] = [];

  await boot();
  return {
    type,
    put: (path, text, { mode = '644', owner = 'root' } = {}) => {
      const [command = '', ...rest] = [
        ...entered(),
        'sh',
        '-c',
        'mkdir -p "$(dirname "$1")" && cat > "$1" && chmod "$2" "$1" && chown "$3": "$1"',
        'sh',
        path,
        mode,
        owner,
      ];
      execFileSync(command, rest, { input: text, env: clean });
    },
    restart: async (early) => {
      await halt();
      await boot(early);
    },
    startElsewhere: (...words) => {
      const [command = '', ...rest] = [...held, ...words];
      const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
      others.push(child);
      return child;
    },
    end: async () => {
      for (const other of others) other.kill('SIGKILL');
      await halt();
      inHolder('umount', '-l', merged);
      holder.stdin.end();
      await once(holder, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** What a machine needs beside what every Debian has. */
export const machinePackages = ['ca-certificates', 'curl', 'dbus', 'openssl', 'sudo'] as const;
