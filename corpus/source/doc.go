// Package source turns files into documents of the corpus.
//
// Plain text (.txt), Markdown with YAML front matter (.md, .markdown), HTML pages (.html,
// .htm, .xhtml) and JSON Lines (.jsonl, .ndjson) are read; folders are walked. Text is
// decoded to UTF-8, normalised once by [Normalise], and never changed again, so that byte
// offsets into it stay true.
//
// One bad file never stops the others: what cannot be used is reported as a [Problem] that
// names the file, the line and the reason, and reading goes on. What is merely left out of
// a document that goes in, such as a date nobody can read, is a Problem too, with Kept set.
//
// Everything read here is untrusted: sizes are bounded, links other than http and https are
// dropped, and invisible characters are removed.
package source
