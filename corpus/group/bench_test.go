package group_test

import (
	"strings"
	"testing"

	"sitrep/corpus/group"
)

// passage is two kilobytes of prose as an article has it.
func passage() string {
	const sentence = "Officials said on Tuesday that the Tehrik-e-Taliban Pakistan (TTP) had claimed the attack near the border, " +
		"while a spokesman for the Taliban in Kabul denied that al-Qaeda or IS-KP kept training camps in the eastern provinces. "
	return strings.Repeat(sentence, 2048/len(sentence)+1)[:2048]
}

func BenchmarkFind2KB(b *testing.B) {
	tab := defaultTable(b)
	text := passage()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tab.Find(text)
	}
}

func BenchmarkFind2KBCapitals(b *testing.B) {
	tab := defaultTable(b)
	text := strings.ToUpper(passage())
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tab.Find(text)
	}
}

func BenchmarkExpand(b *testing.B) {
	tab := defaultTable(b)
	b.ReportAllocs()
	for b.Loop() {
		tab.Expand("Who warned about Islamic State Khorasan's reach into Europe?")
	}
}

func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := group.Default(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFoldName(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		group.FoldName("Sirajuddin Haqqani")
	}
}
