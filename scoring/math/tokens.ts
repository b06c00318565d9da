/**
 * The words of LaTeX mathematics as latex2sympy2's grammar cuts them.
 *
 * Upstream: `latex2sympy2_extended@02999f5d src/latex2sympy2_extended/PS.g4`.
 *
 * @module
 */

/** What a word is to the parser. Brackets, commas and relations are their own kinds. */
export type TokenKind =
  | "number"
  | "percent-number"
  | "symbol"
  | "accent"
  | "differential"
  | "exponential"
  | "gamma"
  | "infinity"
  /** The letter of scientific notation, which takes no index and is no function. */
  | "E"
  | "+"
  | "-"
  | "*"
  | "/"
  | "mod"
  | "^"
  | "_"
  | "!"
  | "degree"
  | "("
  | ")"
  | "\\("
  | "\\)"
  | "["
  | "]"
  | "{"
  | "}"
  | "\\{"
  | "\\}"
  | "\\lbrace"
  | "\\rbrace"
  | "\\lbrack"
  | "\\rbrack"
  | "\\lgroup"
  | "\\rgroup"
  | "|"
  | "\\lvert"
  | "\\rvert"
  | "\\vert"
  | "floor-open"
  | "floor-close"
  | "corner-floor-open"
  | "corner-floor-close"
  | "ceiling-open"
  | "ceiling-close"
  | "corner-ceiling-open"
  | "corner-ceiling-close"
  | "function"
  | "list-function"
  | "operator-name"
  | "sqrt"
  | "sum"
  | "product"
  | "frac"
  | "binom"
  | "choose"
  | "="
  | "equivalent"
  | "approx"
  | "inequality"
  | "in"
  | "plus-minus"
  | ","
  | ";"
  | "word"
  | "unsupported"
  | "end";

/** A word with its text. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** Words of fixed spelling. */
const FIXED = new Map<string, TokenKind>();
/** Commands, letters and signs that are symbols; a space behind a command belongs to it. */
const SYMBOL_COMMANDS = new Set<string>();
/** White space and commands that only make room. */
const SKIPPED = new Set<string>();
/** Commands whose braced text is a symbol of that name. */
const ACCENTS = new Set<string>();

function fixed(kind: TokenKind, words: string): void {
  for (const word of words.split(" ")) FIXED.set(word, kind);
}

fixed("+", "+ ∔ ⊕ ⊞");
fixed("-", "- − ∸");
fixed("*", "* × ⋅ ⋄ ⊡ ∗ ⋆ ∘ ∙ ⊗ ⊠ ⋈ ⋉ ⋊ \\times \\cdot");
fixed("/", "/ ÷ ∕ \\over \\div :");
fixed("mod", "\\mod");
for (
  const sign of [
    "^",
    "_",
    "!",
    "(",
    ")",
    "\\(",
    "\\)",
    "[",
    "]",
    "{",
    "}",
    "\\{",
    "\\}",
    "\\lbrace",
    "\\rbrace",
    "\\lbrack",
    "\\rbrack",
    "\\lgroup",
    "\\rgroup",
    "|",
    "\\lvert",
    "\\rvert",
    "\\vert",
    ",",
    ";",
  ] as const
) FIXED.set(sign, sign);
fixed("degree", "^\\circ ^\\degree ^\\circle ^° ^{\\circ} ^{\\degree} ^{\\circle} ^{°}");
fixed("floor-open", "\\lfloor");
fixed("floor-close", "\\rfloor");
fixed("corner-floor-open", "\\llcorner");
fixed("corner-floor-close", "\\lrcorner");
fixed("ceiling-open", "\\lceil");
fixed("ceiling-close", "\\rceil");
fixed("corner-ceiling-open", "\\ulcorner");
fixed("corner-ceiling-close", "\\urcorner");
fixed(
  "function",
  "\\log \\ln \\exp \\sin \\cos \\tan \\csc \\sec \\cot \\floor \\ceil \\arcsin \\arccos " +
    "\\arctan \\arccsc \\arcsec \\arccot \\sinh \\cosh \\tanh \\arsinh \\arcosh \\artanh " +
    "\\arcsinh \\arccosh \\arctanh \\det",
);
fixed("gamma", "\\Gamma \\gamma");
fixed("list-function", "\\gcd \\lcm \\max \\min");
fixed("operator-name", "\\operatorname");
fixed("sqrt", "\\sqrt");
fixed("sum", "\\sum");
fixed("product", "\\prod");
fixed("frac", "\\frac \\dfrac \\tfrac \\cfrac");
fixed("binom", "\\binom \\tbinom \\dbinom");
fixed("choose", "\\choose");
fixed("=", "= ≡ ≣ ≟ ≎ ≏ ≐ ≑ ≒ ≓ ≔ ≕ ≖ ≗");
fixed("equivalent", "== \\equiv");
fixed("approx", "~= ≈ ≊ ≋ ≃ ≅ \\approx");
fixed(
  "inequality",
  "< ≪ ≺ ⋖ \\lt \\leq \\le \\leqslant ≤ ≦ ≲ ≾ <= > ≫ ≻ ⋗ \\gt \\geq \\ge \\geqslant ≥ ≧ ≳ ≿ >= " +
    "!= !== \\ne \\neq \\not\\equiv ≠ ≁ ≄ ≇ ≉ ≢",
);
fixed("in", "\\in");
fixed("plus-minus", "\\pm ± ∓ \\mp");
fixed("exponential", "e \\exponentialE");
fixed("E", "E");
fixed("infinity", "\\infty \\$\\infty \\infty\\% \\infty%");
fixed(
  "word",
  "arsinh arcsinh arcosh arccosh artanh arctanh gcd lcm floor ceil eye zeros ones cols rows diag " +
    "norm rank trace tr rref hstack vstack orth ortho orthogonal orthogonalize nullspace eig eigen " +
    "diagonalize eigenvals eigenvalues eigenvects eigenvectors svd SVD matrix pmatrix bmatrix " +
    "vmatrix & \\\\ . <-> <=> \\leftrightarrow \\Leftrightarrow \\xrightarrow \\xRightarrow \\to " +
    "\\rightarrow \\Rightarrow \\longrightarrow \\Longrightarrow",
);
fixed(
  "unsupported",
  "\\phantom \\boxed \\| \\langle \\rangle \\lim \\int \\partial \\mathbb{N} ℕ \\mathbb{Z} ℤ " +
    "\\mathbb{Q} ℚ \\mathbb{R} ℝ \\mathbb{C} ℂ \\mathbb{P} ℙ \\cup ∪ \\cap ∩ \\setminus ∖ " +
    "\\emptyset ∅ \\{\\} \\lbrace\\rbrace \\supseteq ⊇ \\subseteq ⊆ \\notin ∉ ^T ^{T} '",
);

for (
  const command of ("\\alpha α \\beta β γ Γ \\gamma \\Gamma \\delta δ \\Delta Δ \\epsilon ε " +
    "\\varepsilon ϵ \\zeta ζ \\eta η \\theta θ \\Theta Θ \\vartheta ϑ \\iota ι \\kappa κ \\lambda λ " +
    "\\Lambda Λ \\mu μ \\nu ν \\xi ξ \\Xi Ξ \\omicron ο \\pi π \\Pi Π \\varpi ϖ \\rho ρ \\varrho ϱ " +
    "\\sigma σ \\Sigma Σ \\varsigma ς \\tau τ \\upsilon υ \\Upsilon Υ \\phi φ \\Phi Φ \\varphi ϕ " +
    "\\chi χ \\psi ψ \\Psi Ψ \\omega ω \\Omega Ω \\Bbbk \\wp \\nabla \\bigstar \\angle \\nexists " +
    "\\diagdown \\measuredangle \\eth ℵ ℶ ℷ ℸ \\diagup \\sphericalangle \\clubsuit \\varnothing " +
    "\\Diamond \\complement \\diamondsuit \\imath \\Finv \\triangledown \\heartsuit \\jmath \\Game " +
    "\\triangle \\spadesuit \\ell \\hbar \\vartriangle \\hslash \\blacklozenge \\lozenge " +
    "\\blacksquare \\mho \\blacktriangle \\sharp \\prime \\Im \\flat \\square \\backprime \\Re " +
    "\\natural \\surd \\circledS").split(" ")
) SYMBOL_COMMANDS.add(command);

for (
  const room of (" |\t|\r|\n|\\,|\\thinspace|\\:|\\medspace|\\;|\\thickspace|\\quad|\\qquad|\\!|" +
    "\\negthinspace|\\negmedspace|\\negthickspace|\\$|\\vrule|\\vcenter|\\vbox|\\vskip|\\vspace|" +
    "\\hfil").split("|")
) SKIPPED.add(room);

for (
  const accent of ("acute bar overline breve check widecheck dot ddot grave hat tilde widetilde " +
    "vec overrightarrow bm boldsymbol text textit textbf textnormal mathbb mathbin mathbf mathcal " +
    "mathclap mathclose mathellipsis mathfrak mathinner mathit mathnormal mathop mathopen mathord " +
    "mathpunct mathrel mathring mathrlap mathrm mathscr mathsf mathsterling mathtt mbox").split(" ")
) ACCENTS.add(accent);

const LONGEST = Math.max(
  ...[...FIXED.keys(), ...SYMBOL_COMMANDS, ...SKIPPED].map((word) => word.length),
);

const NUMBER = "(?:[0-9]*\\.[0-9]+|[0-9]+)";
/** Words of variable spelling: the longest match of all wins, of equals the upper one. */
const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ["unsupported", /\\(?:begin|end)\{(?:p|b|v)?matrix\}|\\(?:begin|end)\{array\}/y],
  ["differential", /d[ \t\r\n]*(?:[a-zA-Z]|\\[a-zA-Z]+)/y],
  ["symbol", /[a-df-zA-DF-Z]/y],
  ["number", new RegExp(NUMBER, "y")],
  ["number", new RegExp(`${NUMBER}E[-+∔⊕⊞−∸]?[0-9]+`, "y")],
  ["percent-number", new RegExp(`${NUMBER}[ \\t\\r\\n]?\\\\?%`, "y")],
  ["unsupported", /\\variable\{[^}]*\}(?:\\?%)?/y],
  ["accent", /\\([a-z]+)[ \t\r\n]?\{[^}]*\}/y],
];

/** Cuts a text into words, white space left out; `null` if some part of it is no word. */
export function tokenise(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const longest = wordAt(text, at);
    if (longest === null) return null;
    at += longest.text.length;
    if (longest.kind !== null) tokens.push({ kind: longest.kind, text: longest.text });
  }
  tokens.push({ kind: "end", text: "" });
  return tokens;
}

function wordAt(
  text: string,
  at: number,
): { readonly kind: TokenKind | null; readonly text: string } | null {
  let best = fixedAt(text, at);
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || match[0].length <= (best?.text.length ?? 0)) continue;
    if (kind === "accent" && !ACCENTS.has(match[1] ?? "")) continue;
    best = { kind, text: match[0] };
  }
  return best;
}

function fixedAt(
  text: string,
  at: number,
): { readonly kind: TokenKind | null; readonly text: string } | null {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length);
    // A symbol's trailing space makes it the longer word, even where its command is a function too.
    if (word.endsWith(" ") && SYMBOL_COMMANDS.has(word.slice(0, -1))) {
      return { kind: "symbol", text: word };
    }
    const kind = FIXED.get(word);
    if (kind !== undefined) return { kind, text: word };
    if (SYMBOL_COMMANDS.has(word)) return { kind: "symbol", text: word };
    if (SKIPPED.has(word)) return { kind: null, text: word };
  }
  return null;
}
