package generate

import (
	"context"
	"strings"

	"sitrep/bot"
)

// mostMisses is after how many vain attempts to read a reply half-way no further one is made.
const mostMisses = 8

// watch returns what follows a reply while it is written and reports how many of its
// sentences pass, those that stand already counted with them. It hands on no text: a sentence
// is shown only in the answer, when all of it has been checked.
func (g *Gate) watch(ctx context.Context, check *checker, standing int) func(piece string) error {
	bot.Report(ctx, bot.Progress{Stage: bot.Writing, Checked: standing})
	var reply strings.Builder
	read := 0   // sentences of the reply that have been checked
	misses := 0 // times that the reply so far was not of the form asked for
	return func(piece string) error {
		reply.WriteString(piece)
		if !strings.Contains(piece, "}") || misses == mostMisses {
			return nil
		}
		whole := reply.String()
		d, ok := parse(whole[:strings.LastIndexByte(whole, '}')+1] + "]}")
		if !ok {
			misses++
		}
		for ; ok && read < len(d.Sentences); read++ {
			if s, _ := check.sentence(d.Sentences[read]); s.Text != "" && standing < g.options.Sentences {
				standing++
				bot.Report(ctx, bot.Progress{Stage: bot.Writing, Checked: standing})
			}
		}
		return nil
	}
}
