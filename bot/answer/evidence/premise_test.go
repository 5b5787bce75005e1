package evidence

import (
	"strings"
	"testing"

	"sitrep/bot/answer/question"
)

const quarry = "Raid on the quarry\n" +
	"The Salt Brigade attacked Eastport in 2021 because its dockers had gone on strike. " +
	"The Grey Column, which fights the Salt Brigade, has its camps near Westmere. " +
	"A bomb went off in Westmere in May, and nobody claimed it. " +
	"In June a man of the Salt Brigade detonated a mine in Oakford."

func TestAnEventThatNoSentenceTellsOf(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]bool{
		"Why did the Salt Brigade attack Eastport?":                          false,
		"How did the Salt Brigade bomb Eastport?":                            false,
		"Why did the Grey Column attack Eastport?":                           true,
		"Why did the Salt Brigade bomb Westmere?":                            true,
		"Why did Eastport invade Westmere in 2021?":                          true,
		"Why did the Salt Brigade attack Oakford?":                           false,
		"Why did the Salt Brigade kidnap Oakford?":                           true,
		"Why did al-Mazen bomb Westmere?":                                    true,
		"Did the Salt Brigade attack Eastport?":                              false,
		"Did the Grey Column attack Eastport?":                               true,
		"Did the Grey Column say in a letter that it would attack Eastport?": false,
		"Has the Grey Column a camp near Westmere?":                          false,
		"Why has the Grey Column its camps at Westmere?":                     false,
		"Who bombed Westmere?":                                               false,
	} {
		articles, known := library(quarry)
		if got := Rank(question.Parse(asked), articles, known, Weights()).EventUnsaid(); got != want {
			t.Errorf("%s: got %t, want %t", asked, got, want)
		}
	}
}

func TestWhoIsTakenToHaveDoneItToWhom(t *testing.T) {
	t.Parallel()
	articles, known := library(quarry)
	actor, target := Rank(question.Parse("Why did the Grey Column attack Eastport?"), articles, known, Weights()).Presumed()
	if actor != "the Grey Column" || target != "Eastport" {
		t.Errorf("got %q and %q, want the Grey Column and Eastport", actor, target)
	}
}

func TestTheNumberOfWhatIsNamedComesFirst(t *testing.T) {
	t.Parallel()
	const crash = "Accidents of the year\n" +
		"Two people were killed in Westmere in May 2017, 11 people were killed in Oakford in 2018, and 5 people were killed in a mine in 2020. " +
		"A guard told the paper of it. The mill has been shut since. " +
		"A lorry hit the gate of Arlen Pask Stadium in June, and 14 people lost their lives."
	if got := best(t, "How many people were killed at Arlen Pask Stadium?", crash); !strings.Contains(got, "Arlen Pask") {
		t.Errorf("got %q, want the sentence about the stadium", got)
	}
}
