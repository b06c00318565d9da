/**
 * The Python program that runs a solution on its tests inside the sandbox.
 *
 * It reads one JSON document from standard input, keeps its way out under another descriptor, points
 * standard input, output and error at nothing, and answers with lines that begin with the nonce it
 * was given. It knows inputs only. A solution shares its process and may well find the nonce: what it
 * can forge with it is what it printed or returned, which it decides anyway.
 *
 * Upstream: `LiveCodeBench@28fef95 lcb_runner/evaluation/testing_util.py`;
 * `opencompass@a5acc4bb opencompass/datasets/livecodebench/testing_util.py`.
 */
export const DRIVER = String.raw`
def drive():
    import ast, builtins, decimal, faulthandler, fractions, io, json, os, signal, sys, types

    ask = json.loads(sys.stdin.buffer.read())
    nonce, code, seconds = ask["nonce"], ask["code"], ask["seconds"]
    official, lenient, name = ask["official"], ask["lenient"], ask["name"]
    inputs = ask["inputs"]

    out = os.dup(1)
    nothing = os.open("/dev/null", os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nothing, fd)
    os.close(nothing)
    write, leave, dumps, loads = os.write, os._exit, json.dumps, json.loads
    alarm, later = signal.alarm, faulthandler.dump_traceback_later
    no_later = faulthandler.cancel_dump_traceback_later

    def say(**answer):
        data = (nonce + dumps(answer) + "\n").encode()
        while data:
            data = data[write(out, data):]

    class TimeoutException(Exception):
        pass

    def on_alarm(number, frame):
        print("timeout occured: alarm went off" if official else "alarm went off")
        raise TimeoutException

    def start_clock():
        # The alarm can be caught or held up by the solution; the watchdog cannot.
        later(seconds + 1, exit=True, file=out)
        alarm(seconds)

    def stop_clock():
        alarm(0)
        no_later()

    def told(error):
        try:
            return str(repr(error))[:300]
        except Exception:
            return "an error that cannot be shown"

    modules = ["string", "re", "datetime", "collections", "heapq", "bisect", "copy", "math",
               "random", "statistics", "itertools", "functools", "operator", "io", "sys", "json"]
    prelude = "".join("from %s import *\n" % m for m in modules + ["builtins", "typing"])
    prelude += "".join("import %s\n" % m for m in modules)
    prelude += "sys.setrecursionlimit(%d)\n" % (50000 if official else 600000)

    def without_guard(text):
        try:
            body = ast.parse(text).body
            last = body[-1]
            if isinstance(last, ast.If):
                if ast.unparse(last.test).strip() == "__name__ == '__main__'":
                    return ast.unparse(body[:-1]) + "\n" + ast.unparse(last.body)
        except Exception:
            pass
        return text

    def as_function(text):
        try:
            imports, rest = [], []
            for statement in ast.parse(text).body:
                is_import = isinstance(statement, (ast.Import, ast.ImportFrom))
                (imports if is_import else rest).append(statement)
            nobody = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
            fields = {"type_params": []} if "type_params" in ast.FunctionDef._fields else {}
            function = ast.FunctionDef(name="wrapped_function", args=nobody, body=rest,
                                       decorator_list=[], lineno=-1, **fields)
            return prelude + "\n" + ast.unparse(imports) + "\n" + ast.unparse(function)
        except Exception:
            return text

    def as_indented(text):
        lines, inside = [], False
        for line in text.split("\n"):
            is_import = line.startswith(("from ", "import "))
            if not is_import and not inside:
                lines.append("stdin = sys.stdin\nstdout = sys.stdout\ndef code():\n")
                inside = True
            lines.append(("\t" if inside else "") + line + "\n")
        return prelude + "".join(lines)

    class Bytes:
        def __init__(self, text):
            self.inputs = text.encode("utf-8")
        def read(self, *ignored):
            return self.inputs
        def readline(self, *ignored):
            return self.inputs.split(b"\n")[0] + b"\n"

    class Input:
        def __init__(self, text):
            self.inputs = text
            self.lines = io.StringIO(text)
            self.buffer = Bytes(text)
        def read(self, *ignored):
            return self.inputs
        def readline(self, *arguments):
            return self.lines.readline(*arguments)
        def readlines(self, *ignored):
            return self.inputs.split("\n")
        def __getattr__(self, attribute):
            return getattr(self.lines, attribute)

    def with_input(method, text):
        lines = iter(text.split("\n"))
        real, real_open = sys.stdin, builtins.open
        patched = {"read": lambda *ignored: text, "readlines": lambda *ignored: text.split("\n"),
                   "readline": lambda *ignored: next(lines)}
        for attribute, replacement in patched.items():
            setattr(real, attribute, replacement)
        sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode())) if lenient else Input(text)
        builtins.open = lambda *ignored, **options: io.StringIO(text)
        try:
            method()
        except SystemExit:
            pass
        finally:
            builtins.open = real_open
            sys.stdin = real
            for attribute in patched:
                try:
                    delattr(real, attribute)
                except AttributeError:
                    pass

    room = [4_000_000]

    def tree(value, depth=0):
        kind = type(value)
        room[0] -= 1
        if depth > 900 or room[0] < 0:
            return ["o", 0]
        def of(base):
            return issubclass(kind, base)
        if value is None:
            return ["n", 1]
        if kind is bool:
            return ["b", 1, 1 if value else 0]
        if of(int):
            return ["i", 1 if kind is int else 0, int.__format__(value, "x")]
        if of(float):
            return ["f", 1 if kind is float else 0, float.__repr__(value)]
        if of(str):
            return ["s", 1 if kind is str else 0, str.__str__(value)]
        if of(list):
            items = [tree(item, depth + 1) for item in list.__iter__(value)]
            return ["l", 1 if kind is list else 0, items]
        if of(tuple):
            items = [tree(item, depth + 1) for item in tuple.__iter__(value)]
            return ["t", 1 if kind is tuple else 0, items]
        if of(dict):
            items = [[tree(k, depth + 1), tree(v, depth + 1)] for k, v in dict.items(value)]
            return ["d", 1 if kind is dict else 0, items]
        if of(fractions.Fraction) or (of(decimal.Decimal) and value.is_finite()):
            over, under = value.as_integer_ratio()
            return ["q", 0, format(over, "x"), format(under, "x")]
        if kind.__module__ == "numpy" and hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
            plain = tree(value.item(), 901 if kind is type(value.item()) else depth + 1)
            return [plain[0], 0] + plain[2:]
        return ["o", 0]

    def disarm():
        sys.set_int_max_str_digits(50000)
        os.environ["OMP_NUM_THREADS"] = "1"
        builtins.quit = None
        if not official:
            builtins.exit = None
        builtins.help = None
        for attribute in ("kill system putenv remove removedirs rmdir fchdir setuid fork forkpty "
                          "killpg rename renames truncate replace unlink fchmod fchown chmod chown "
                          "chroot lchflags lchmod lchown getcwd chdir").split():
            setattr(os, attribute, None)
        import shutil, subprocess
        shutil.rmtree = shutil.move = shutil.chown = None
        subprocess.Popen = None
        for module in ("ipdb", "joblib", "resource", "psutil", "tkinter"):
            sys.modules[module] = None

    def prepared():
        if name is not None:
            text = prelude + ("\n\n" if official else "") + code
        elif official:
            text = as_function(without_guard(code))
        else:
            text = as_indented(without_guard(code))
        module = types.ModuleType("tmp_sol", "")
        alarm(seconds)
        exec(text, module.__dict__)
        holder = module
        if "class Solution" in (text if official else code if name is not None else ""):
            holder = module.Solution()
        return getattr(holder, name or ("wrapped_function" if official else "code"))

    def arguments(text):
        values = [loads(line) for line in text.split("\n")]
        if not official and isinstance(values[0], dict):
            try:
                values = [{int(key): value for key, value in values[0].items()}]
            except Exception:
                pass
        return values

    def printed(method, text):
        keep = sys.stdout
        sys.stdout = capture = io.StringIO()
        capture.close = lambda argument: 1
        try:
            with_input(method, text)
            stop_clock()
            return {"out": capture.getvalue()}
        finally:
            sys.stdout = keep

    def returned(method, values):
        result = method(*values)
        stop_clock()
        if not official:
            dumps(result)
        return {"tree": tree(result)}

    if "numpy" in code:
        # Upstream has it loaded before it disarms, and it does not load afterwards.
        try:
            import numpy
        except ImportError:
            pass
    signal.signal(signal.SIGALRM, on_alarm)
    disarm()
    say(s="ready", python="%d.%d.%d" % sys.version_info[:3])
    stage, index = "compile", 0
    try:
        start_clock()
        method = prepared()
        stop_clock()
        if name is not None and official:
            inputs = [arguments(text) for text in inputs]
        stage = "run"
        for index, text in enumerate(inputs):
            if name is None:
                start_clock()
                answer = printed(method, text)
            else:
                values = text if official else arguments(text)
                start_clock()
                answer = returned(method, values)
            say(s="ok", i=index, **answer)
        say(s="done")
    except Exception as error:
        stop_clock()
        why = told(error)
        late = stage == "run" and "timeoutexception" in why.lower()
        say(s="compile" if stage == "compile" else "time" if late else "error", i=index, why=why)
    leave(0)

drive()
`;
