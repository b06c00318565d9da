/**
 * A strict reader of XML that builds no tree: it says whether a text is well-formed, namespaces
 * included, and what its root is. Accepts what Python's ElementTree accepts, which is how SArena tells
 * a valid SVG; renderers are laxer.
 *
 * Linear in the length of the text for any nesting, without recursion.
 *
 * @module
 */

/** An attribute as it is written, with its place in the text. */
export interface XmlAttribute {
  readonly name: string;
  /** Without its quotes; the five references of XML and those by number are replaced. */
  readonly value: string;
  /** First character of the name. */
  readonly start: number;
  /** Behind the closing quote. */
  readonly end: number;
}

/** A document that is well-formed. */
export interface XmlDocument {
  /** Name of the root without its prefix. */
  readonly root: string;
  /** Namespace of the root, `""` for none. */
  readonly namespace: string;
  /** Place behind the name in the root's first tag. */
  readonly nameEnd: number;
  readonly attributes: readonly XmlAttribute[];
  /** Place of the document type, and whether it declares entities. */
  readonly doctype:
    | { readonly start: number; readonly end: number; readonly entities: boolean }
    | null;
}

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";

const PART = "[\\p{L}_][\\p{L}\\p{N}\\p{M}._\\u00b7-]*";
const QUALIFIED = new RegExp(`(?:(${PART}):)?(${PART})(?![:\\p{L}\\p{N}\\p{M}._-])`, "uy");
const BLANK = /[ \t\r\n]+/y;
const REFERENCE = /&(?:#([0-9]+)|#x([0-9a-fA-F]+)|([\p{L}_:][\p{L}\p{N}\p{M}._:-]*));/uy;
const DECLARATION =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.[0-9]+\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])([A-Za-z][A-Za-z0-9._-]*)\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\4)?[ \t\r\n]*\?>/y;
/** The text is written as UTF-8; these declarations do not contradict that. */
const ENCODINGS = /^(?:utf-?8|us-ascii|ascii|iso-?8859-\d+|latin-?1|windows-125\d)$/i;
// The characters that XML has no place for.
// deno-lint-ignore no-control-regex
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/u;
const ENTITY_DECLARATION = /<!ENTITY[ \t\r\n]+([^\s%'"<>]+)/g;

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Raised inside and told as `null`. */
class NotWellFormed extends Error {}

/** What is known of a document, or `null` if it is not well-formed. */
export function readXml(text: string): XmlDocument | null {
  if (FORBIDDEN.test(text)) return null;
  try {
    return new Reader(text).document();
  } catch (cause) {
    if (cause instanceof NotWellFormed) return null;
    throw cause;
  }
}

/** What a prefix stood for outside of an element that declares it. */
type Outer = readonly (readonly [prefix: string, namespace: string | undefined])[];

class Reader {
  #at = 0;
  #doctype: XmlDocument["doctype"] = null;
  readonly #entities = new Set<string>();
  /** Namespaces by prefix at this place. One table for all depths: copies would add up. */
  readonly #namespaces = new Map([["xml", XML_NAMESPACE]]);
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(): XmlDocument {
    if (this.#text.startsWith("\ufeff")) this.#at = 1;
    if (/^<\?xml[ \t\r\n]/.test(this.#text.slice(this.#at, this.#at + 6))) {
      const declaration = this.#match(DECLARATION);
      if (declaration === null) throw new NotWellFormed();
      if (declaration[3] !== undefined && !ENCODINGS.test(declaration[3])) {
        throw new NotWellFormed();
      }
    }
    this.#aside(true);
    const root = this.#elements();
    this.#aside(false);
    if (this.#at !== this.#text.length) throw new NotWellFormed();
    return { ...root, doctype: this.#doctype };
  }

  /** What may stand before and behind the root. */
  #aside(before: boolean): void {
    while (true) {
      this.#match(BLANK);
      if (this.#starts("<!--")) this.#comment();
      else if (this.#starts("<?")) this.#instruction();
      else if (before && this.#doctype === null && this.#starts("<!DOCTYPE")) this.#type();
      else return;
    }
  }

  #elements(): Omit<XmlDocument, "doctype"> {
    const open: { readonly name: string; readonly outer: Outer }[] = [];
    let root: Omit<XmlDocument, "doctype"> | null = null;
    do {
      if (this.#starts("</")) {
        this.#at += 2;
        const name = this.#name()[0];
        this.#match(BLANK);
        this.#expect(">");
        const closed = open.pop();
        if (closed?.name !== name) throw new NotWellFormed();
        this.#leave(closed.outer);
      } else if (this.#starts("<!--")) this.#comment();
      else if (this.#starts("<![CDATA[")) this.#until("]]>");
      else if (this.#starts("<?")) this.#instruction();
      else if (this.#starts("<")) {
        const { name, outer, empty, ...element } = this.#tag();
        root ??= element;
        if (empty) this.#leave(outer);
        else open.push({ name, outer });
      } else this.#characters();
    } while (open.length > 0);
    return root ?? fail();
  }

  /** A tag that opens an element. */
  #tag() {
    this.#expect("<");
    const [name, prefix, local] = this.#name();
    const nameEnd = this.#at;
    const attributes: XmlAttribute[] = [];
    const split: (readonly [prefix: string, local: string, value: string])[] = [];
    let empty = false;
    while (true) {
      const spaced = this.#match(BLANK) !== null;
      if (this.#starts(">")) {
        this.#at++;
        break;
      }
      if (this.#starts("/>")) {
        this.#at += 2;
        empty = true;
        break;
      }
      if (!spaced) throw new NotWellFormed();
      const start = this.#at;
      const [attribute, attributePrefix, attributeLocal] = this.#name();
      this.#match(BLANK);
      this.#expect("=");
      this.#match(BLANK);
      const value = this.#value();
      attributes.push({ name: attribute, value, start, end: this.#at });
      split.push([attributePrefix, attributeLocal, value]);
    }
    const outer = this.#enter(split);
    const namespace = this.#namespaces.get(prefix) ?? (prefix === "" ? "" : fail());
    const distinct = new Set<string>();
    for (const [attributePrefix, attributeLocal] of split) {
      const declares = attributePrefix === "xmlns" ||
        (attributePrefix === "" && attributeLocal === "xmlns");
      const uri = declares
        ? XMLNS_NAMESPACE
        : attributePrefix === ""
        ? ""
        : this.#namespaces.get(attributePrefix) ?? fail();
      const key = `${attributeLocal} ${uri}`;
      if (distinct.has(key)) throw new NotWellFormed();
      distinct.add(key);
    }
    return { name, root: local, namespace, nameEnd, attributes, outer, empty };
  }

  /** Sets what an element's attributes declare. */
  #enter(attributes: readonly (readonly [prefix: string, local: string, value: string])[]): Outer {
    const outer: [string, string | undefined][] = [];
    for (const [prefix, local, value] of attributes) {
      const declared = prefix === "xmlns" ? local : prefix === "" && local === "xmlns" ? "" : null;
      if (declared === null) continue;
      if (declared === "xmlns" || value === XMLNS_NAMESPACE) throw new NotWellFormed();
      if ((declared === "xml") !== (value === XML_NAMESPACE)) throw new NotWellFormed();
      if (declared !== "" && value === "") throw new NotWellFormed();
      outer.push([declared, this.#namespaces.get(declared)]);
      this.#namespaces.set(declared, value);
    }
    return outer;
  }

  #leave(outer: Outer): void {
    for (const [prefix, namespace] of outer.toReversed()) {
      if (namespace === undefined) this.#namespaces.delete(prefix);
      else this.#namespaces.set(prefix, namespace);
    }
  }

  #value(): string {
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") throw new NotWellFormed();
    this.#at++;
    const end = this.#text.indexOf(quote, this.#at);
    if (end === -1) throw new NotWellFormed();
    const inside = this.#text.slice(this.#at, end);
    if (inside.includes("<")) throw new NotWellFormed();
    const value = this.#resolved(inside);
    this.#at = end + 1;
    return value;
  }

  /** Text up to the next tag. */
  #characters(): void {
    const next = this.#text.indexOf("<", this.#at);
    if (next === -1) throw new NotWellFormed();
    const inside = this.#text.slice(this.#at, next);
    if (inside.includes("]]>")) throw new NotWellFormed();
    this.#resolved(inside);
    this.#at = next;
  }

  /** The text at this place with its references replaced. */
  #resolved(inside: string): string {
    if (!inside.includes("&")) return inside;
    const start = this.#at;
    let resolved = "";
    let at = 0;
    while (true) {
      const next = inside.indexOf("&", at);
      if (next === -1) return resolved + inside.slice(at);
      resolved += inside.slice(at, next);
      this.#at = start + next;
      resolved += this.#reference();
      at = this.#at - start;
    }
  }

  #reference(): string {
    const [, decimal, hexadecimal, name] = this.#match(REFERENCE) ?? fail();
    if (name !== undefined) {
      if (Object.hasOwn(NAMED, name)) return NAMED[name] ?? "";
      return this.#entities.has(name) ? "" : fail();
    }
    const code = decimal === undefined ? parseInt(hexadecimal ?? "", 16) : parseInt(decimal, 10);
    if (!(code <= 0x10ffff)) throw new NotWellFormed();
    const character = String.fromCodePoint(code);
    return FORBIDDEN.test(character) ? fail() : character;
  }

  #comment(): void {
    const end = this.#text.indexOf("--", this.#at + 4);
    if (end === -1 || this.#text[end + 2] !== ">") throw new NotWellFormed();
    this.#at = end + 3;
  }

  #instruction(): void {
    this.#at += 2;
    const [name] = this.#name();
    if (name.toLowerCase() === "xml") throw new NotWellFormed();
    if (!this.#starts("?>") && this.#match(BLANK) === null) throw new NotWellFormed();
    this.#until("?>");
  }

  /** A document type; of its declarations only the names of entities are taken. */
  #type(): void {
    const start = this.#at;
    this.#at += "<!DOCTYPE".length;
    if (this.#match(BLANK) === null) throw new NotWellFormed();
    this.#name();
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at];
      if (character === '"' || character === "'") {
        this.#at = this.#text.indexOf(character, this.#at + 1);
        if (this.#at === -1) throw new NotWellFormed();
      } else if (this.#starts("<!--")) {
        this.#comment();
        this.#at--;
      } else if (character === "[") depth++;
      else if (character === "]") depth--;
      else if (character === ">" && depth === 0) break;
    }
    this.#expect(">");
    for (const [, name] of this.#text.slice(start, this.#at).matchAll(ENTITY_DECLARATION)) {
      this.#entities.add(name ?? "");
    }
    this.#doctype = { start, end: this.#at, entities: this.#entities.size > 0 };
  }

  #name(): readonly [whole: string, prefix: string, local: string] {
    const [whole, prefix = "", local = ""] = this.#match(QUALIFIED) ?? fail();
    return [whole, prefix, local];
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  #starts(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  #expect(text: string): void {
    if (!this.#starts(text)) throw new NotWellFormed();
    this.#at += text.length;
  }

  #until(text: string): void {
    const end = this.#text.indexOf(text, this.#at);
    if (end === -1) throw new NotWellFormed();
    this.#at = end + text.length;
  }
}

function fail(): never {
  throw new NotWellFormed();
}
