package split

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// news is an article of about size bytes with the features of real ones.
func news(size int) string {
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the a of in and on for with U.S. Gen. Khan Kabul denied 14 2021 (IS-KP) al-Qaida that")
	for range 3000 {
		word := ""
		for range 1 + random.IntN(4) {
			word += string("bdfgklmnprstvz"[random.IntN(14)]) + string("aeiou"[random.IntN(5)])
		}
		words = append(words, word)
	}
	var b strings.Builder
	b.WriteString("KABUL, Afghanistan (AP) — ")
	for b.Len() < size {
		if random.IntN(40) == 0 {
			b.WriteString("\n\nWhat is known\n\n")
		}
		for range 1 + random.IntN(5) {
			b.WriteString("The ")
			for range 5 + random.IntN(30) {
				b.WriteString(words[random.IntN(len(words))])
				b.WriteByte(' ')
			}
			b.WriteString("there, “he said.” ")
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

func BenchmarkSplit(b *testing.B) {
	for name, size := range map[string]int{"article-8kB": 8 << 10, "report-4MB": 4 << 20} {
		text := news(size)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Split("", text)
			}
		})
	}
}
