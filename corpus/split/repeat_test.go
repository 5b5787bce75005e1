package split

import (
	"testing"

	"sitrep/corpus"
)

func TestRepeats(t *testing.T) {
	t.Parallel()
	const none = corpus.NoSentence
	for _, test := range []struct {
		name, text string
		want       []int
	}{
		{
			"pull quote before the attributed quote",
			"The northern route has been closed for eleven weeks.\n\n“The northern route has been closed for eleven weeks,” said Noor Wali, a trader.\n",
			[]int{1, none},
		},
		{
			"pull quote after it, twice",
			"According to Noor Wali, “the northern route has been closed for eleven weeks.”\n\nThe northern route has been closed for eleven weeks.\n\nOthers agree.\n\nThe northern route has been closed for eleven weeks.\n",
			[]int{none, 0, none, 0},
		},
		{
			"attribution in the middle",
			"The northern route has been closed for eleven weeks and nobody dares to use it.\n\n“The northern route,” said Noor Wali, a trader, “has been closed for eleven weeks and nobody dares to use it.”\n",
			[]int{1, none},
		},
		{
			"equal sentences: the one in running text is kept",
			"The northern route has been closed for eleven weeks.\n\nWinter is near. The northern route has been closed for eleven weeks.\n",
			[]int{2, none, none},
		},
		{
			"one small word differs",
			"Traders say that the northern route has now been closed to them for eleven weeks.\n\nHe told us: “Traders say the northern route has now been closed to them for eleven weeks.”\n",
			[]int{1, none},
		},
		{
			"another number",
			"Spending on arms reached 2.1 percent of the budget in 2021.\nSpending on arms reached 2.1 percent of the budget in 2022.\n",
			[]int{none, none},
		},
		{
			"another name",
			"The ambassador of Norland condemned the attack on the school and sent help.\nThe ambassador of Sudland condemned the attack on the school and sent help.\n",
			[]int{none, none},
		},
		{
			"another name, in capitals",
			"THE AMBASSADOR OF NORLAND CONDEMNED THE ATTACK ON THE SCHOOL AND SENT HELP.\nTHE AMBASSADOR OF SUDLAND CONDEMNED THE ATTACK ON THE SCHOOL AND SENT HELP.\n",
			[]int{none, none},
		},
		{
			"a denial says something else",
			"The front blew up the bridge at Alma.\n\nIts spokesman denied that the front blew up the bridge at Alma.\n",
			[]int{none, none},
		},
		{
			"words in another order",
			"Only four men died in the east wing.\n\nNine men died in the east wing of the house, and only four men died in the west wing.\n",
			[]int{none, none},
		},
		{
			"short sentences may be said twice",
			"He said no more.\n\nThen he said no more.\n",
			[]int{none, none},
		},
		{
			"headings are no repeats",
			"The road to Alma is closed again\n\nThe road to Alma is closed again, traders say.\n",
			[]int{none, none},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			layout := Split("", test.text)
			checkLayout(t, test.text, layout)
			if len(layout.Sentences) != len(test.want) {
				t.Fatalf("%d sentences, want %d:\n%s", len(layout.Sentences), len(test.want), outline(test.text, layout))
			}
			for i, s := range layout.Sentences {
				if s.Repeats != test.want[i] {
					t.Errorf("sentence %d repeats %d, want %d", i, s.Repeats, test.want[i])
				}
			}
		})
	}
}
