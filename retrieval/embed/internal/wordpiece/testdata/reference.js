// Prints golden.jsonl: texts with the piece ids that Hugging Face's own tokenizer gives
// them, and tokenizer.json as it writes it.
//
//   npm install @anush008/tokenizers@0.6.0   (the library's bindings for node)
//   node reference.js > golden.jsonl
const fs = require("fs");
const { Tokenizer, WordPiece, bertNormalizer, bertPreTokenizer } = require("@anush008/tokenizers");

const texts = [
  "", " \t\n", "the bridge", "The Bridge!", "THE RIVER WAS CLOSED.", "unreported", "Closed,opened;closing...",
  "highway highways", "administer", "minister ministers", "12,100 people", "24-hour rain", "1224 100005",
  "naïve café in Straße", "ÜBER über u\u0308ber", "É é e\u0301 E\u0301\u0323", "İstanbul ISTANBUL ıi", "ﬁre ﬁ", "ΑΒΣ ας", "Да да",
  "漢字語の市場", "a漢b字c", "の の語", "가나 다", "ﷺ أب", "“quoted” — text…", "¿que? §5 ½ ² € ™ #tag @me $5 +1 <b> ^_^ `x` |y| ~z",
  "🙂🙂🙂", "a🙂", "\u200bthe\u200b bridge\ufeff", "the\u00a0bridge\u3000the\u2028the\u0085the\u001fthe", "nul\u0000nul \ufffd bad",
  "x".repeat(100), "x".repeat(101), "é".repeat(100), "é".repeat(101), "the " + "ab".repeat(60) + " bridge",
  "[CLS] the [SEP] [UNK] [MASK]", "re-re-re re##ed ## #", "\u{2B820}\u{2B91F}\u{2B920}a\u{2CEB0}b", "\u{20000}x\u{2F800}y\u{F900}z",
  "o\u0335p \u0903a\u093e \u20dd", "the\rbridge\r\nwas", "a\u2060b\u00adc\ue000d\u0378e", "Ǆ ǅ ẞ ŉ ȷ", "Ⅷ ⅷ Ａｂ", "don't can't it's", "U.S.A. e.g. i.e.",
];

const vocab = fs.readFileSync(__dirname + "/vocab.txt", "utf8").trimEnd().split("\n");
const make = (lower, accents, chinese) => {
  const t = new Tokenizer(WordPiece.init(Object.fromEntries(vocab.map((p, i) => [p, i])), { unkToken: "[UNK]", continuingSubwordPrefix: "##" }));
  t.setNormalizer(bertNormalizer({ cleanText: true, handleChineseChars: chinese, stripAccents: accents, lowercase: lower }));
  t.setPreTokenizer(bertPreTokenizer());
  return t;
};
const kinds = { uncased: make(true, undefined, true), cased: make(false, undefined, true), plain: make(true, false, false) };
(async () => {
  await kinds.uncased.save(__dirname + "/tokenizer.json", false);
  for (const text of texts) {
    const line = { text };
    for (const [kind, t] of Object.entries(kinds)) line[kind] = (await t.encode(text, null, { addSpecialTokens: false })).getIds();
    console.log(JSON.stringify(line));
  }
})();
