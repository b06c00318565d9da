/**
 * Trusted Python programs: one that tells what an interpreter is made of, and those that stand
 * between `bwrap`, or nothing, and the program to be run.
 *
 * @module
 */

/**
 * Prints what the interpreter needs to run somewhere else, as JSON (see `Interpreter`): its own
 * file, its standard library, and each shared library that is mapped once every extension module
 * has been imported, under each name that leads to it.
 */
export const PROBE = String.raw`
import json, os, sys, sysconfig

paths = sysconfig.get_paths()
stdlib = os.path.realpath(paths["stdlib"])
folders = {stdlib}
if paths["platstdlib"] != paths["stdlib"]:
    folders.add(os.path.realpath(paths["platstdlib"]))
dynload = os.path.join(stdlib, "lib-dynload")
for name in sorted(os.listdir(dynload)) if os.path.isdir(dynload) else []:
    if not name.startswith(("_test", "_xx", "xx", "_tkinter", "_ctypes_test")):
        try:
            __import__(name.split(".")[0])
        except Exception:
            pass

numpy_version = None
packages = []
try:
    import numpy, numpy.fft, numpy.linalg, numpy.random
    numpy_version = numpy.__version__
    home = os.path.dirname(numpy.__file__)
    packages = [path for path in (home, home + ".libs") if os.path.isdir(path)]
except Exception:
    pass

executable = os.path.realpath(sys.executable)
inside = tuple(path + os.sep for path in [*folders, *packages])
libraries = set()
with open("/proc/self/maps") as maps:
    for row in maps:
        fields = row.rstrip("\n").split(None, 5)
        if len(fields) == 6 and fields[5].startswith("/") and ".so" in fields[5]:
            if os.path.isfile(fields[5]) and not fields[5].startswith(inside):
                libraries.add(os.path.realpath(fields[5]))
# Looked up by name when a thread ends, so never mapped here.
for path in list(libraries):
    if os.path.basename(path).startswith("libc.so") or os.path.basename(path).startswith("libc-"):
        helper = os.path.join(os.path.dirname(path), "libgcc_s.so.1")
        if os.path.exists(helper):
            libraries.add(os.path.realpath(helper))

files = {executable: executable}
for path in libraries:
    files[path] = path
for folder in {os.path.dirname(path) for path in libraries} | {"/lib64", "/lib", "/usr/lib64"}:
    if os.path.isdir(folder):
        real = os.path.realpath(folder)
        for entry in os.scandir(real):
            if entry.is_symlink() and ".so" in entry.name:
                target = os.path.realpath(entry.path)
                if target in libraries:
                    files[os.path.join(real, entry.name)] = target

site = [os.path.realpath(path) for path in {paths["purelib"], paths["platlib"]}
        if os.path.realpath(path).startswith(stdlib + os.sep) and os.path.isdir(path)]
print(json.dumps({
    "executable": executable,
    "version": "%d.%d.%d" % sys.version_info[:3],
    "numpy": numpy_version,
    "folders": sorted(folders),
    "hidden": sorted(site),
    "packages": packages,
    "files": sorted(files.items()),
    "links": [[path, os.readlink(path)] for path in ("/lib", "/lib64", "/bin") if os.path.islink(path)],
    "newKernel": tuple(int(part) for part in os.uname().release.split(".")[:2]) >= (5, 14),
}))
`;

/**
 * Sets the limits it reads from the first line of standard input, steps down to the user named
 * there (unless it is 0), takes so many bytes of program and runs it as `__main__`. What follows on standard input is the program's own.
 */
const START = String.raw`
import os, resource, sys
def start():
    head = b""
    while not head.endswith(b"\n"):
        head += os.read(0, 1)
    size, memory, cpu, written, threads, user = map(int, head.split())
    text = b""
    while len(text) < size:
        piece = os.read(0, min(size - len(text), 1 << 20))
        if not piece:
            os._exit(3)
        text += piece
    # Whatever else was open where Assay was started.
    os.closerange(3, 1 << 16)
    def limit(what, value, hard):
        resource.setrlimit(what, (value, hard))
    limit(resource.RLIMIT_CORE, 0, 0)
    limit(resource.RLIMIT_FSIZE, written, written)
    limit(resource.RLIMIT_NOFILE, 64, 64)
    limit(resource.RLIMIT_MEMLOCK, 0, 0)
    if threads:
        limit(resource.RLIMIT_NPROC, threads, threads)
    limit(resource.RLIMIT_CPU, cpu, cpu + 1)
    if user:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        try:
            # Whoever changes its user may not look at itself in /proc until it says so.
            import ctypes
            ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
        except Exception:
            pass
    limit(resource.RLIMIT_AS, memory, memory)
    sys.argv[:] = ["program"]
    return compile(text, "<program>", "exec")
`;

const GO = String.raw`
exec(start(), {"__name__": "__main__", "__builtins__": __builtins__})
`;

export const LAUNCHER = START + GO;

/**
 * The same for a program that runs bare. The first process stays behind and, when the program ends
 * or is to end (SIGTERM), ends whatever is below it. The program gets a folder and an environment of
 * its own, and nothing keeps it from the rest of the machine.
 */
export const BARE_LAUNCHER = START + String.raw`
def guard():
    import ctypes, shutil, signal, tempfile
    class Ended(BaseException):
        pass
    def end(number, frame):
        raise Ended
    prctl = ctypes.CDLL(None).prctl
    signal.signal(signal.SIGTERM, end)
    prctl(1, signal.SIGTERM, 0, 0, 0)  # to be told when Assay's helper ends
    prctl(36, 1, 0, 0, 0)  # to become the parent of what a program leaves behind
    folder = tempfile.mkdtemp()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.setsid()
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(LANG="C.UTF-8", PATH="/nowhere", HOME=folder, OMP_NUM_THREADS="1",
                          OPENBLAS_NUM_THREADS="1")
        return
    os.closerange(0, 3)
    code = 143
    try:
        while True:
            pid, status = os.waitpid(-1, 0)
            if pid == child:
                code = os.waitstatus_to_exitcode(status)
                break
    except Ended:
        pass
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        with open("/proc/self/task/%d/children" % os.getpid()) as below:
            pids = below.read().split()
        if not pids:
            break
        for pid in pids:
            os.kill(int(pid), signal.SIGKILL)
        for pid in pids:
            os.waitpid(int(pid), 0)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(128 - code if code < 0 else code)
guard()
` + GO;
