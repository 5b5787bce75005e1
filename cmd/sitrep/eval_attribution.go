package main

import (
	"fmt"

	"sitrep/bot/answer/attribution/labelled"
)

// attributionReply is what `sitrep eval --attribution --json` prints.
type attributionReply struct {
	Development attributionFigures `json:"development"` // the half that the rules were written with
	HeldBack    attributionFigures `json:"held_back"`   // the other half
}

// attributionFigures are shares of the labelled sentences that were read as labelled, 0..1.
type attributionFigures struct {
	Sentences int     `json:"sentences"`
	Speaker   float64 `json:"speaker"` // or rightly nobody
	Nature    float64 `json:"nature"`
	Form      float64 `json:"form"`
	Role      float64 `json:"role"` // of the sentences whose speaker was found and has one
}

// evalAttribution measures by built-in sentences who is found to say what.
func (a *app) evalAttribution() error {
	development, err := labelled.Read(labelled.Development)
	if err != nil {
		return err
	}
	heldBack, err := labelled.Read(labelled.HeldBack)
	if err != nil {
		return err
	}
	known, unseen := labelled.Measure(development, nil), labelled.Measure(heldBack, nil)
	if a.asJSON {
		return writeJSON(a.stdout, attributionReply{attributionShares(known), attributionShares(unseen)})
	}
	_, err = fmt.Fprintf(a.stdout, "who says it, sentences the rules were written with: %v\nwho says it, sentences held back: %v\n", known, unseen)
	return err
}

func attributionShares(f labelled.Figures) attributionFigures {
	share := func(n, of int) float64 { return float64(n) / float64(max(1, of)) }
	return attributionFigures{
		Sentences: f.Sentences, Speaker: share(f.Speaker, f.Sentences), Nature: share(f.Nature, f.Sentences),
		Form: share(f.Form, f.Sentences), Role: share(f.Role, f.Named),
	}
}
