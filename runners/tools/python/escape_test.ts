import assert from "node:assert/strict";
import type { SandboxJob, SandboxResult } from "../../../scoring/types.ts";
import { pythonSandbox, SandboxMissingError } from "./sandbox.ts";

/**
 * Programs that try to get out, to see what is not theirs, to outlive their time or to bring the
 * machine down, each with what must not have happened. They run where bubblewrap is.
 */

const GB = 1024 ** 3;

/** A hostile program and what must hold of what came out. */
interface Hostile {
  readonly name: string;
  readonly program: string;
  /** What the program prints when it was held. `DENIED` is its own word for it. */
  readonly prints?: RegExp;
  readonly status?: SandboxResult["status"];
  readonly limits?: Partial<SandboxJob>;
}

/** Runs each line of `attempts` for itself and prints `DENIED` only if all of them raise. */
function allDenied(...attempts: readonly string[]): string {
  return `
import os, sys, ctypes, socket, subprocess, signal
got = []
for attempt in ${JSON.stringify(attempts)}:
    try:
        exec(attempt)
        got.append(attempt)
    except BaseException:
        pass
print("DENIED" if not got else "GOT " + repr(got))
`;
}

/** A raw system call that must not succeed. */
const raw = (number: string, ...args: readonly string[]) =>
  `libc = ctypes.CDLL(None, use_errno=True); assert libc.syscall(${
    [number, ...args].join(", ")
  }) != -1`;

/** Marks that stand outside and must never be seen inside. */
const SECRET = `assay-canary-${crypto.randomUUID()}`;

const arch = Deno.build.arch;
const call = (x86: number, arm: number) => String(arch === "x86_64" ? x86 : arm);

function hostiles(
  outside: { readonly folder: string; readonly port: number; readonly limitsThreads: boolean },
): Hostile[] {
  const { folder, port, limitsThreads } = outside;
  return [
    {
      name: "reads a file of the user",
      program: allDenied(
        `open(${JSON.stringify(`${folder}/secret.txt`)}).read()`,
        `os.listdir(${JSON.stringify(folder)})`,
        "open('/etc/passwd').read()",
        "open('/etc/shadow').read()",
        "open('/etc/hostname').read()",
        "assert os.listdir('/home')",
        "assert os.listdir('/var')",
        "open('/root/.ssh/id_rsa').read()",
      ),
    },
    {
      name: "looks for the mark in all files it can see",
      program: `
import os
found = []
for place, folders, names in os.walk("/"):
    if place.startswith(("/proc", "/sys")):
        continue
    for name in names:
        path = os.path.join(place, name)
        if ${
        JSON.stringify(SECRET.slice(6))
      } in name or "secret.txt" in name or name.endswith(".sqlite"):
            found.append(path)
print("DENIED" if not found else found)`,
    },
    {
      name: "reads the environment",
      program: `
import os
text = repr(dict(os.environ)) + open("/proc/self/environ", errors="replace").read()
print("GOT " + text if ${
        JSON.stringify(SECRET)
      } in text or "KEY" in text or "PATH=/usr" in text else "DENIED")`,
    },
    {
      name: "reads the environment and memory of other processes",
      program: `
import os
got = []
for pid in (name for name in os.listdir("/proc") if name.isdigit()):
    try:
        text = open("/proc/%s/environ" % pid, "rb").read() + open("/proc/%s/cmdline" % pid, "rb").read()
        if b"deno" in text or ${JSON.stringify(SECRET)}.encode() in text:
            got.append(pid)
        if int(pid) not in (1, os.getpid()):
            got.append(pid)
    except OSError:
        pass
try:
    got.append(open("/proc/1/mem", "rb").read(1))
except OSError:
    pass
print("DENIED" if not got else "GOT " + repr(got))`,
    },
    {
      name: "goes around the root through /proc/self",
      program: allDenied(
        "assert os.path.exists('/proc/self/root/etc/passwd')",
        "assert os.path.exists('/proc/1/root/etc/passwd')",
        "assert os.path.exists('/proc/self/cwd/../etc/passwd')",
        `os.symlink(${JSON.stringify(folder)}, '/tmp/link'); os.listdir('/tmp/link')`,
        "os.symlink('/proc/1/root', '/tmp/root'); assert os.listdir('/tmp/root') != os.listdir('/')",
        "os.listdir('/proc/1/cwd/../oldroot')",
        "[os.listdir('/proc/self/fd/%d/..' % fd) for fd in range(3, 64)]",
      ),
    },
    {
      name: "writes to descriptors it might have inherited",
      program: `
import os
written = []
for fd in range(3, 4096):
    try:
        os.write(fd, b"x")
        written.append(fd)
    except OSError:
        pass
print("DENIED" if not written else written)`,
    },
    {
      name: "connects to the loopback of the machine",
      program: allDenied(
        `socket.create_connection(("127.0.0.1", ${port}), 2)`,
        `socket.create_connection(("localhost", ${port}), 2)`,
        `socket.create_connection(("::1", ${port}), 2)`,
      ),
    },
    {
      name: "connects to the network",
      program: allDenied(
        `socket.create_connection(("1.1.1.1", 53), 2)`,
        `socket.create_connection(("169.254.169.254", 80), 2)`,
        `socket.getaddrinfo("example.com", 80)`,
        `s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b"x", ("8.8.8.8", 53))`,
        `socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)`,
        `socket.socket(socket.AF_PACKET, socket.SOCK_RAW)`,
      ),
    },
    {
      name: "has an interface beside the loopback",
      program: `
import socket
names = [name for _, name in socket.if_nameindex()]
print("DENIED" if names in ([], ["lo"]) else names)`,
    },
    {
      name: "forks until it cannot",
      program: allDenied(
        "os.fork()",
        "os.forkpty()",
        "subprocess.run(['/bin/true'])",
        "os.posix_spawn(sys.executable, [sys.executable, '-c', 'pass'], {})",
        raw(call(57, 220), ...(arch === "x86_64" ? [] : ["17", "0", "0", "0", "0"])),
        raw(call(56, 220), "17", "0", "0", "0", "0"),
        raw("435", "0", "0"),
        "os.system('true') == 0 or 1/0",
        "import multiprocessing; multiprocessing.get_context('fork').Process(target=print).start()",
      ),
    },
    {
      name: "leaves a daemon behind by a double fork",
      program: allDenied("os.fork() or (os.setsid(), os.fork())"),
    },
    {
      name: "starts threads until it cannot",
      program: `
import threading, time
threading.stack_size(32768)
count = 0
try:
    while count < 100000:
        threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
        count += 1
except RuntimeError:
    print("DENIED" if count < 100 or not ${limitsThreads ? 1 : 0} else count, flush=True)
import os
os._exit(0)`,
    },
    {
      name: "takes all memory at once",
      program: allDenied("bytearray(5 * 1024**3)", "import mmap; mmap.mmap(-1, 5 * 1024**3)"),
    },
    {
      name: "takes memory bit by bit",
      program: `
blocks = []
try:
    while True:
        blocks.append(bytearray(1 << 20))
except MemoryError:
    blocks = len(blocks)
    print("DENIED" if blocks <= 256 else blocks)`,
      limits: { memoryBytes: GB / 4 },
    },
    {
      name: "holds memory outside its address space",
      program: allDenied(
        "os.memfd_create('x')",
        raw(call(29, 194), "0", String(GB), "0o1600"),
        raw(call(68, 186), "0", "0o1600"),
        raw(call(64, 190), "0", "1", "0o1600"),
        "os.open('/dev/shm/x', os.O_CREAT | os.O_RDWR)",
      ),
    },
    {
      name: "fills the disk with one file",
      program: `
import os, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = 0
try:
    with open("/tmp/big", "wb", buffering=0) as file:
        while True:
            size += file.write(bytes(1 << 20))
except OSError:
    print("DENIED" if size <= 64 << 20 else size)`,
    },
    {
      name: "fills the disk with many files",
      program: `
size, index = 0, 0
try:
    while True:
        with open("/tmp/%d" % index, "wb", buffering=0) as file:
            size += file.write(bytes(1 << 20))
        index += 1
except OSError:
    print("DENIED" if size <= 64 << 20 else size)`,
    },
    {
      name: "writes anywhere but in /tmp",
      program: `
import os
got = []
for folder in ["/", "/usr", "/usr/lib", "/dev", "/dev/shm", "/proc", "/proc/self", "/home", "/root",
               "/etc", os.path.dirname(os.__file__), "/var/tmp", "/run"]:
    try:
        open(os.path.join(folder, "x"), "w").close()
        got.append(folder)
    except OSError:
        pass
print("DENIED" if not got else got)`,
    },
    {
      name: "changes its interpreter",
      program: allDenied(
        "open(os.__file__, 'a')",
        "open(os.path.realpath(sys.executable), 'r+b')",
        "os.remove(os.__file__)",
        "os.rename(os.__file__, '/tmp/os.py')",
        "os.chmod(sys.executable, 0o777)",
      ),
    },
    {
      name: "sets kernel parameters",
      program: allDenied(
        "open('/proc/sys/kernel/core_pattern', 'w').write('|/tmp/x')",
        "open('/proc/sysrq-trigger', 'w').write('b')",
        "open('/proc/self/oom_score_adj', 'w').write('-1000')",
        "open('/proc/sys/vm/drop_caches', 'w').write('3')",
      ),
    },
    {
      name: "prints a gigabyte",
      program: "import os\nwhile True: os.write(1, b'x' * 65536)",
      status: "output-limit",
    },
    {
      name: "prints a gigabyte of errors",
      program: "import os\nfor _ in range(16384): os.write(2, b'x' * 65536)\nprint('DENIED')",
      limits: { wallMs: 30_000 },
    },
    {
      name: "loops for ever and ignores every signal",
      program: `
import signal
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True: pass`,
      status: "timed-out",
      limits: { wallMs: 1_500, cpuMs: 60_000 },
    },
    {
      name: "sleeps for ever",
      program: "import time\ntime.sleep(3600)",
      status: "timed-out",
      limits: { wallMs: 1_000 },
    },
    {
      name: "uses its processor time up and ignores being told",
      program: "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
      status: "killed",
      limits: { cpuMs: 1_000, wallMs: 20_000 },
    },
    {
      name: "closes its output and goes on",
      program: "import os\nos.closerange(0, 3)\nwhile True: pass",
      status: "timed-out",
      limits: { wallMs: 1_000 },
    },
    {
      name: "starts a session of its own and goes on",
      program: "import os\ntry: os.setsid()\nexcept OSError: pass\nwhile True: pass",
      status: "timed-out",
      limits: { wallMs: 1_000 },
    },
    {
      name: "raises its own limits",
      program: allDenied(
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (-1, -1))",
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))",
        "import resource; resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))",
        "import resource; resource.setrlimit(resource.RLIMIT_NPROC, (-1, -1))",
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))",
        "os.nice(-10)",
      ),
    },
    {
      name: "traces and looks into processes",
      program: allDenied(
        raw(call(101, 117), "16", "1", "0", "0"),
        raw(call(101, 117), "0", "0", "0", "0"),
        raw(call(310, 270), "1", "0", "0", "0", "0", "0"),
        raw("434", "1", "0"),
      ),
    },
    {
      name: "mounts",
      program: allDenied(
        raw(call(165, 40), "b'none'", "b'/tmp'", "b'tmpfs'", "0", "0"),
        raw(call(165, 40), "b'/'", "b'/tmp'", "0", "4096", "0"),
        raw(call(165, 40), "0", "b'/'", "0", "0x21", "0"),
        raw(call(166, 39), "b'/proc'", "2"),
        raw("428", "-100", "b'/'", "1"),
        raw("430", "b'tmpfs'", "0"),
        raw(call(155, 41), "b'/tmp'", "b'/tmp'"),
      ),
    },
    {
      name: "makes or enters namespaces",
      program: allDenied(
        ...["0x10000000", "0x20000", "0x20000000", "0x40000000"]
          .map((flag) => raw(call(272, 97), flag)),
        "assert ctypes.CDLL(None).setns(os.open('/proc/1/ns/mnt', os.O_RDONLY), 0) == 0",
        "assert ctypes.CDLL(None).setns(os.open('/proc/self/ns/user', os.O_RDONLY), 0) == 0",
      ),
    },
    {
      name: "breaks out of a chroot",
      program: allDenied("os.mkdir('/tmp/r'); os.chroot('/tmp/r')"),
    },
    {
      name: "becomes somebody else",
      program: allDenied(
        "os.setuid(0)",
        "os.setgid(0)",
        "os.setgroups([0])",
        "os.setreuid(0, 0)",
        "os.chown('/tmp', 0, 0)",
        "open('/proc/self/uid_map', 'w').write('0 0 1')",
      ),
    },
    {
      name: "holds a capability or could get one",
      program: `
status = dict(row.rstrip("\\n").split(":\\t", 1) for row in open("/proc/self/status") if ":\\t" in row)
held = [name for name in ("CapPrm", "CapEff", "CapAmb") if int(status[name], 16)]
print("DENIED" if not held and status["NoNewPrivs"] == "1" and status["Seccomp"] == "2" else status)`,
    },
    {
      name: "kills its parent and everyone else",
      program: `
import os, signal
for pid in (1, -1):
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass
print("DENIED")`,
    },
    {
      name: "sets the clock",
      program: allDenied(
        "import time; time.clock_settime(time.CLOCK_REALTIME, 0)",
        raw(call(164, 170), "0", "0"),
        raw(call(159, 171), "ctypes.create_string_buffer(b'\\x01' + bytes(300))"),
      ),
    },
    {
      name: "uses doors of the kernel with a record",
      program: allDenied(
        raw(call(321, 280), "0", "0", "0"),
        raw("425", "8", "ctypes.create_string_buffer(512)"),
        raw(call(323, 282), "0"),
        raw(call(298, 241), "ctypes.create_string_buffer(512)", "0", "-1", "-1", "0"),
        raw(call(250, 219), "0", "-3", "1"),
        raw(call(248, 217), "b'user'", "b'x'", "b'y'", "1", "-3"),
        raw(call(175, 105), "0", "0", "b''"),
        raw(call(169, 142), "0", "0", "0", "0"),
      ),
    },
    {
      name: "leaves a core dump",
      program: "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)",
      status: "killed",
    },
    {
      name: "talks to the machine through devices",
      program: `
import os
wanted = {"null", "zero", "full", "random", "urandom", "tty", "console", "ptmx", "pts", "shm",
          "core", "fd", "stdin", "stdout", "stderr"}
more = set(os.listdir("/dev")) - wanted
more |= set(os.listdir("/dev/pts")) - {"ptmx"}
try:
    os.open("/dev/tty", os.O_RDWR)
    more.add("a terminal")
except OSError:
    pass
print("DENIED" if not more else more)`,
    },
    {
      name: "replaces itself by another program",
      program: allDenied(
        "os.execv('/bin/sh', ['sh', '-c', 'echo GOT'])",
        "os.execv('/usr/bin/env', ['env'])",
        "os.execv('/usr/bin/bwrap', ['bwrap'])",
      ),
    },
    {
      name: "finds the marks of an earlier program",
      program: `
import os
left = os.listdir("/tmp")
open("/tmp/left", "w").close()
print("DENIED" if left == [] else left)`,
    },
  ];
}

const LIMITS = {
  stdin: "",
  wallMs: 15_000,
  cpuMs: 15_000,
  memoryBytes: 4 * GB,
  outputBytes: 1024 ** 2,
} as const;

/** Why the suite cannot run here, or `null`. */
async function problem(): Promise<string | null> {
  await using sandbox = pythonSandbox();
  try {
    await sandbox.start();
    return null;
  } catch (cause) {
    if (cause instanceof SandboxMissingError) return cause.message;
    throw cause;
  }
}

const reason = await problem();
if (reason !== null) {
  Deno.stderr.writeSync(new TextEncoder().encode(`LEFT OUT: the escape suite: ${reason}\n`));
}

Deno.test({
  name: "hostile programs get nowhere",
  ignore: reason !== null,
  async fn(t) {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/secret.txt`, SECRET);
    Deno.env.set("ASSAY_TEST_KEY", SECRET);
    let visits = 0;
    await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => {
      visits++;
      return new Response(SECRET);
    });
    await using sandbox = pythonSandbox({ concurrency: 2 });
    const { limitsThreads } = await sandbox.start();
    const all = hostiles({ folder, port: server.addr.port, limitsThreads });
    assert.ok(all.length >= 30);
    for (const { name, program, prints, status, limits } of all) {
      await t.step(name, async () => {
        const result = await sandbox.run({ ...LIMITS, ...limits, program });
        const told = `${result.status} ${result.stdout.slice(0, 500)} ${
          result.stderr.slice(0, 500)
        }`;
        assert.equal(result.status, status ?? "exited", told);
        if (status === undefined) assert.match(result.stdout, prints ?? /^DENIED\n$/, told);
        assert.ok(!`${result.stdout}${result.stderr}`.includes(SECRET), told);
        assert.ok(result.stdout.length <= LIMITS.outputBytes);
      });
    }
    await t.step("nothing outside has changed", async () => {
      assert.equal(visits, 0);
      const left = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
      assert.deepEqual(left, ["secret.txt"]);
      assert.equal(await Deno.readTextFile(`${folder}/secret.txt`), SECRET);
      const after = await sandbox.run({ ...LIMITS, program: "print('still here')" });
      assert.equal(after.stdout, "still here\n");
    });
    Deno.env.delete("ASSAY_TEST_KEY");
    await Deno.remove(folder, { recursive: true });
  },
});
