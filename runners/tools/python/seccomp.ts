/**
 * The system calls a program inside may not make, as a classic BPF program for `bwrap --seccomp`.
 *
 * Threads may be made, processes may not: no fork bomb, nothing that outlives its parent. Also shut
 * are calls that hold memory no limit counts (System V shared memory, anonymous files), that look
 * into other processes, that make or enter namespaces, that mount, and kernel interfaces with a long
 * record of holes.
 *
 * @module
 */

/** Numbers of the calls, by machine as `Deno.build.arch` names it. `-1` where there is none. */
const CALLS: Readonly<Record<string, readonly [x86_64: number, aarch64: number]>> = {
  fork: [57, -1],
  vfork: [58, -1],
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  pidfd_open: [434, 434],
  pidfd_getfd: [438, 438],
  kcmp: [312, 272],
  unshare: [272, 97],
  setns: [308, 268],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  open_by_handle_at: [304, 265],
  name_to_handle_at: [303, 264],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  msgget: [68, 186],
  semget: [64, 190],
  mq_open: [240, 180],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  acct: [163, 89],
  quotactl: [179, 60],
  syslog: [103, 116],
  personality: [135, 92],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  vhangup: [153, 58],
  iopl: [172, -1],
  ioperm: [173, -1],
  modify_ldt: [154, -1],
};

/** By machine: column above, `AUDIT_ARCH_*`, `clone` and `clone3`. */
const MACHINES: Readonly<
  Record<string, { column: 0 | 1; audit: number; clone: number; clone3: number }>
> = {
  x86_64: { column: 0, audit: 0xc000003e, clone: 56, clone3: 435 },
  aarch64: { column: 1, audit: 0xc00000b7, clone: 220, clone3: 435 },
};

const LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const IF_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const IF_ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K

const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;
const CLONE_THREAD = 0x00010000;
/** Calls of the x32 table of x86_64 start here; none of them is needed. */
const X32 = 0x40000000;

/**
 * The filter's program, eight bytes an instruction, in the byte order of the machine (little-endian).
 *
 * @param arch Machine as `Deno.build.arch` names it
 * @throws {RangeError} for a machine whose numbers are not known
 */
export function seccompFilter(arch: string): Uint8Array<ArrayBuffer> {
  const machine = MACHINES[arch];
  if (machine === undefined) {
    throw new RangeError(
      `Cannot build a filter of system calls for "${arch}": known are ${
        Object.keys(MACHINES).join(", ")
      }`,
    );
  }
  const denied = Object.values(CALLS).map((numbers) => numbers[machine.column])
    .filter((number) => number >= 0);
  const steps: (readonly [code: number, whenTrue: number, whenFalse: number, k: number])[] = [
    [LOAD, 0, 0, 4],
    [IF_EQUAL, 1, 0, machine.audit],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, 0],
    [IF_AT_LEAST, 0, 1, X32],
    [RETURN, 0, 0, arch === "x86_64" ? EPERM : ENOSYS],
    // glibc falls back to `clone`, whose flags can be looked at.
    [IF_EQUAL, 0, 1, machine.clone3],
    [RETURN, 0, 0, ENOSYS],
    [IF_EQUAL, 0, 4, machine.clone],
    [LOAD, 0, 0, 16],
    [IF_ANY_BIT, 0, 1, CLONE_THREAD],
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, EPERM],
  ];
  for (const number of denied) steps.push([IF_EQUAL, 0, 1, number], [RETURN, 0, 0, EPERM]);
  steps.push([RETURN, 0, 0, ALLOW]);
  const bytes = new Uint8Array(steps.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [index, [code, whenTrue, whenFalse, k]] of steps.entries()) {
    view.setUint16(index * 8, code, true);
    view.setUint8(index * 8 + 2, whenTrue);
    view.setUint8(index * 8 + 3, whenFalse);
    view.setUint32(index * 8 + 4, k, true);
  }
  return bytes;
}
