package attribution

import (
	"strings"
	"testing"

	"sitrep/corpus/split"
)

// BenchmarkRead reads an article of about 5,000 words.
func BenchmarkRead(b *testing.B) {
	paragraph := `Mara Lindqvist, the chair of the harbour commission, warned on Monday that the northern route is open again. ` +
		`“We counted forty lorries in one night,” she told the Harbour Post, adding that the police knew of it. ` +
		`The Lantern Brigade denied that its men had taken part. Two boats were sunk near the lighthouse on Tuesday, according to the coast guard. ` +
		`The bridge over the northern arm of the river was built in 1911 and has been closed to heavy traffic since the flood of last spring.` + "\n\n"
	text := strings.Repeat(paragraph, 5000/len(strings.Fields(paragraph)))
	layout := split.Split("", text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Read(text, layout.Sentences)
	}
}
