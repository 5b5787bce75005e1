package importer_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"sitrep/corpus/group"
	"sitrep/corpus/group/importer"
)

// fuzz checks of any input: no panic, and what is read makes a table of clean names.
func fuzz(f *testing.F, format importer.Format, seeds ...string) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input string) {
		result, _ := importer.Read(strings.NewReader(input), format, "mine")
		merged := group.Merge(result.Groups)
		if _, err := group.NewTable(merged); err != nil {
			t.Fatal(err)
		}
		for _, g := range result.Groups {
			for _, a := range g.Aliases {
				if !utf8.ValidString(a.Name) || strings.ContainsAny(a.Name, "\t\n\r\x00") || len(a.Name) > 200 {
					t.Fatalf("name %q", a.Name)
				}
			}
		}
	})
}

func FuzzMISP(f *testing.F) { fuzz(f, importer.FormatMISP, mispCluster, `{"values":[]}`) }

func FuzzSTIX(f *testing.F) {
	fuzz(f, importer.FormatSTIX, `{"type":"bundle","objects":[{"type":"intrusion-set","name":"A (B) / C","aliases":["D"]}]}`)
}

func FuzzUN(f *testing.F) {
	fuzz(f, importer.FormatUN,
		`<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>RIVER (R) X</FIRST_NAME><ENTITY_ALIAS><ALIAS_NAME>A</ALIAS_NAME></ENTITY_ALIAS></ENTITY></CONSOLIDATED_LIST>`)
}

func FuzzFtM(f *testing.F) {
	fuzz(f, importer.FormatFtM, `{"id":"a","schema":"Organization","properties":{"name":["A"],"weakAlias":["B"]}}`+"\n{}")
}

func FuzzCSV(f *testing.F) {
	fuzz(f, importer.FormatCSV, "group,alias,kind\nA,B,word\n\"A\n", "name,disputed\nA,true\n")
}

func FuzzYAML(f *testing.F) {
	fuzz(f, importer.FormatYAML, "- name: A\n  aliases: [B, {name: C, kind: word}]\n", "- &x {name: *x}\n")
}
