import { type LocalFile, openRandomAccess } from "../data/random_access.ts";

/** Files kept open at once: more than the files of one benchmark, less than a system allows. */
const MOST_OPEN = 16;

interface OpenFile {
  readonly access: Promise<LocalFile>;
  readers: number;
}

/** Files that are opened when they are first read and closed when others are read instead. */
export class OpenFiles implements Disposable {
  /** The one that was used last is at the end. */
  readonly #files = new Map<string, OpenFile>();
  #closed = false;

  /**
   * Reads from a file. It stays open while `read` runs, and for the next one.
   *
   * @throws {DatasetError} if it cannot be opened
   */
  async use<Result>(
    path: string,
    read: (file: LocalFile) => Promise<Result>,
  ): Promise<Result> {
    if (this.#closed) throw new Error("The files are closed");
    const file = this.#files.get(path) ?? { access: openRandomAccess(path), readers: 0 };
    this.#files.delete(path);
    this.#files.set(path, file);
    file.readers++;
    try {
      return await read(await file.access);
    } catch (cause) {
      // What could not be opened may be there at the next try; what changed is opened anew.
      if (this.#files.get(path) === file) this.#files.delete(path);
      throw cause;
    } finally {
      file.readers--;
      if (this.#files.get(path) !== file) close(file);
      this.#closeOthers();
    }
  }

  #closeOthers(): void {
    for (const [path, file] of this.#files) {
      if (this.#files.size <= MOST_OPEN) return;
      if (file.readers > 0) continue;
      this.#files.delete(path);
      close(file);
    }
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    const files = [...this.#files.values()];
    this.#files.clear();
    for (const file of files) close(file);
  }
}

/** Closes a file that nobody reads; the last reader closes one that is still read. */
function close(file: OpenFile): void {
  if (file.readers > 0) return;
  file.access.then((access) => access[Symbol.dispose](), () => {});
}
