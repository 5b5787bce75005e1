// Aliastable makes the alias table that package group embeds, from alias tables in the
// formats of package importer, and measures how well a table resolves names.
//
//	go run ./corpus/group/aliastable make -o corpus/group/aliases.tsv -words WORDS FILE...
//
// joins the files; earlier ones win, so corpus/group/aliastable/own.yaml comes first. A
// file of profiles, that is a JSON array of {"id","name","aliases","set"} or JSON lines
// with "Also known as:" in their text, is read as well.
//
//	go run ./corpus/group/aliastable measure FOLDER...
//
// asks the embedded table each question of FOLDER/queries.jsonl ({"text", "answers"}) and
// prints the share in which a group that the question mentions is the one of an answer, and
// the further share in which it is only by a disputed name. It also compares the documents
// of FOLDER/corpus.jsonl that name the question's groups with those judged relevant.
//
//	go run ./corpus/group/aliastable count FILE.jsonl...
//
// prints how often each name is found in the texts of a corpus, to see what is taken for a
// group and is none.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprintln(stderr, "aliastable: one of make, measure, count is needed")
		return 2
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("o", "", "the table to write")
	words := flags.String("words", "", "make: a list of English words, one a line; names among them need a context")
	failed := flags.Bool("failed", false, "measure: print the questions that are not resolved")
	if err := flags.Parse(args[1:]); err != nil {
		return 2
	}
	var err error
	switch args[0] {
	case "make":
		err = makeTable(*out, *words, flags.Args(), stderr)
	case "measure":
		err = measure(flags.Args(), *failed, stdout)
	case "count":
		err = count(flags.Args(), stdout)
	default:
		err = fmt.Errorf("%q is none of make, measure, count", args[0])
	}
	if err != nil {
		fmt.Fprintln(stderr, "aliastable:", err)
		return 1
	}
	return 0
}
