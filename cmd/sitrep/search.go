package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sitrep/bot/render"
	"sitrep/corpus"
	"sitrep/retrieval"
)

// searchReply is what `sitrep search --json` prints.
type searchReply struct {
	ID    json.RawMessage `json:"id,omitempty"`
	Query string          `json:"query"`
	Hits  []searchHit     `json:"hits"`
}

// searchHit is one ranked passage. Start and End are byte offsets in the article's text.
type searchHit struct {
	Rank     int               `json:"rank"` // 1-based
	Score    float64           `json:"score"`
	Document corpus.DocumentID `json:"document"`
	Passage  corpus.PassageID  `json:"passage"`
	Start    int               `json:"start"`
	End      int               `json:"end"`
	Text     string            `json:"text"`
	Scores   retrieval.Scores  `json:"scores"`
}

// maxResults bounds how many passages can be asked for.
const maxResults = 1000

func newSearch(a *app) *cobra.Command {
	var narrow filterFlags
	var k int
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "List the passages that match a query best, with their scores explained",
		Long: `Search lists the passages of the indexed articles that match a query best, with the
parts that each score is made of.

QUERY "-" reads queries from standard input, one a line, either plain or as a JSON
object with "query" and perhaps "id", and prints one line of JSON for each.`,
		Example: `  sitrep search -k 3 "training camps in Nangarhar"
  sitrep search --json --publisher "The Media Line" "suicide attack on the airport"`,
		Args: takes(cobra.MinimumNArgs(1), "search for what? give a query, or - to read queries from standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			if k < 1 || k > maxResults {
				return usageError{fmt.Errorf("-k %d is not between 1 and %d", k, maxResults)}
			}
			return a.search(cmd.Context(), strings.Join(args, " "), k, &narrow)
		},
	}
	cmd.Flags().IntVarP(&k, "results", "k", retrieval.DefaultK, "list `N` passages")
	narrow.add(cmd)
	return cmd
}

func (a *app) search(ctx context.Context, text string, k int, narrow *filterFlags) error {
	if strings.TrimSpace(text) == "" {
		return errEmptyQuestion()
	}
	filter, err := narrow.filter(a.cfg.Marking)
	if err != nil {
		return err
	}
	l, err := a.openLibrary(ctx)
	if err != nil {
		return err
	}
	defer l.Close()
	search := func(ctx context.Context, text string) ([]retrieval.Hit, error) {
		results, err := l.searcher.Search(ctx, retrieval.Query{Text: text, K: k, Filter: filter, Now: time.Now()})
		return results.Hits, err
	}
	if text == "-" {
		return a.answerRequests(ctx, func(ctx context.Context, r request) (any, error) {
			hits, err := search(ctx, r.Text)
			return newSearchReply(r.ID, r.Text, hits), err
		})
	}
	hits, err := search(ctx, text)
	if err != nil {
		return err
	}
	if a.asJSON {
		return writeJSON(a.stdout, newSearchReply(nil, text, hits))
	}
	found := make([]render.Found, len(hits))
	for i, hit := range hits {
		found[i] = render.Found{Hit: hit, Document: l.live.Documents[hit.DocumentAt].Document}
	}
	return render.Search(a.stdout, found, a.page())
}

func newSearchReply(id json.RawMessage, query string, hits []retrieval.Hit) searchReply {
	reply := searchReply{ID: id, Query: query, Hits: []searchHit{}}
	for _, h := range hits {
		scores := h.Scores
		if scores == nil {
			scores = retrieval.Scores{}
		}
		reply.Hits = append(reply.Hits, searchHit{
			Rank: h.Rank, Score: h.Score, Document: h.Document, Passage: h.Passage,
			Start: h.Span.Start, End: h.Span.End, Text: h.Text, Scores: scores,
		})
	}
	return reply
}
