package importer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sitrep/corpus/group"
	"sitrep/corpus/group/importer"
)

// lines shows what was read, one line a group: "name [source ref]: alias, ?disputed", and
// what was skipped.
func lines(r importer.Result) []string {
	var out []string
	for _, g := range r.Groups {
		line := fmt.Sprintf("%s [%s]", g.Name, g.Aliases[0].Sources[0])
		sep := ": "
		for _, a := range g.Aliases[1:] {
			name := a.Name
			if a.Disputed {
				name = "?" + name
			}
			if a.Kind != group.Unclassified {
				name += " (" + a.Kind.String() + ")"
			}
			if a.Sources[0] != g.Aliases[0].Sources[0] {
				name += " [" + a.Sources[0].String() + "]"
			}
			line += sep + name
			sep = ", "
		}
		out = append(out, line)
	}
	for _, p := range r.Skipped {
		out = append(out, "skipped "+p.Error())
	}
	return out
}

// check compares what a format makes of an input. A want that ends in "..." is a prefix.
func check(t *testing.T, format importer.Format, input string, want ...string) {
	t.Helper()
	result, err := importer.Read(strings.NewReader(input), format, "mine")
	if err != nil {
		t.Fatal(err)
	}
	got := lines(result)
	same := slices.EqualFunc(got, want, func(g, w string) bool {
		prefix, open := strings.CutSuffix(w, "...")
		return g == w || open && strings.HasPrefix(g, prefix)
	})
	if !same {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// checkFails expects an error, and what was read before it.
func checkFails(t *testing.T, format importer.Format, input, wantErr string, want ...string) {
	t.Helper()
	result, err := importer.Read(strings.NewReader(input), format, "mine")
	if err == nil || !strings.Contains(err.Error(), wantErr) {
		t.Errorf("error %v, want %q in it", err, wantErr)
	}
	if got := lines(result); !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const mispCluster = `{
	"authors": ["somebody"],
	"values": [
		{"value": "River Fox", "uuid": "u-1", "description": "ignored",
		 "meta": {"synonyms": ["RF (RVFX)", "Subgroup: Brook Fox", "", "River Fox"], "refs": ["https://example.org"]}},
		{"value": 7, "uuid": "u-2"},
		{"value": "***", "uuid": "u-3"},
		{"value": "Hill Fox", "uuid": "u-4"}
	],
	"type": "threat-actor"
}`

func TestMISP(t *testing.T) {
	check(t, importer.FormatMISP, mispCluster,
		"River Fox [MISP galaxy threat-actor u-1]: RF, RVFX, Brook Fox",
		"Hill Fox [MISP galaxy threat-actor u-4]",
		"skipped values[1]: json: cannot unmarshal...",
		`skipped values[0] "River Fox": alias "": it has no letter or digit`,
		"skipped values[2]: name: it has no letter or digit")
	checkFails(t, importer.FormatMISP, `{"type": "x"}`, "no values")
	checkFails(t, importer.FormatMISP, `[]`, "was expected")
	checkFails(t, importer.FormatMISP, mispCluster[:strings.Index(mispCluster, "Hill")], "unexpected", "River Fox [MISP galaxy u-1]: RF, RVFX, Brook Fox",
		"skipped values[1]: json: cannot unmarshal number into Go struct field mispValue.value of type string",
		`skipped values[0] "River Fox": alias "": it has no letter or digit`,
		"skipped values[2]: name: it has no letter or digit")
}

func TestSTIX(t *testing.T) {
	check(t, importer.FormatSTIX, `{"type": "bundle", "id": "bundle--1", "objects": [
		{"type": "malware", "id": "malware--1", "name": "Fox Tool", "aliases": ["Foxy"]},
		{"type": "intrusion-set", "id": "intrusion-set--1", "name": "River Fox", "aliases": ["River Fox", "Brook Fox"],
		 "external_references": [{"source_name": "Brook Fox", "description": "x"}, {"source_name": "mitre-attack", "external_id": "G9001"}]},
		{"type": "intrusion-set", "id": "intrusion-set--2", "name": "Old Fox", "revoked": true},
		{"type": "intrusion-set", "id": "intrusion-set--3", "name": "Older Fox", "x_mitre_deprecated": true},
		{"type": "intrusion-set", "id": "intrusion-set--4", "name": ["not a name"]},
		17,
		{"type": "threat-actor", "id": "threat-actor--1", "name": "Hill Fox"}
	]}`,
		"River Fox [MITRE ATT&CK G9001]: Brook Fox",
		"Hill Fox [STIX threat-actor--1]",
		"skipped objects[4]: json: cannot unmarshal...",
		"skipped objects[5]: json: cannot unmarshal...")
	checkFails(t, importer.FormatSTIX, `{"type": "bundle"}`, "no objects")
	checkFails(t, importer.FormatSTIX, ``, "unexpected EOF")
}

func TestUN(t *testing.T) {
	check(t, importer.FormatUN, `<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2020-01-01">
 <INDIVIDUALS><INDIVIDUAL><FIRST_NAME>SOME</FIRST_NAME><REFERENCE_NUMBER>QDi.1</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS>
 <ENTITIES>
  <ENTITY><DATAID>1</DATAID><FIRST_NAME>BRIGADE OF THE RIVER (BOR)</FIRST_NAME><REFERENCE_NUMBER>QDe.901 </REFERENCE_NUMBER>
   <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>River Brigade</ALIAS_NAME></ENTITY_ALIAS>
   <ENTITY_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>the Fishermen</ALIAS_NAME></ENTITY_ALIAS>
   <ENTITY_ALIAS><QUALITY></QUALITY><ALIAS_NAME></ALIAS_NAME></ENTITY_ALIAS></ENTITY>
  <ENTITY><FIRST_NAME>AL-NAHR FOUNDATION (KENYA)</FIRST_NAME><REFERENCE_NUMBER>QDe.902</REFERENCE_NUMBER></ENTITY>
  <ENTITY><FIRST_NAME> </FIRST_NAME><REFERENCE_NUMBER>QDe.903</REFERENCE_NUMBER></ENTITY>
  <ENTITY><FIRST_NAME>Jamaat-ul-Nahr (JuN)</FIRST_NAME><REFERENCE_NUMBER>QDe.904</REFERENCE_NUMBER></ENTITY>
 </ENTITIES>
</CONSOLIDATED_LIST>`,
		"Brigade of the River [UN Security Council QDe.901]: BOR, River Brigade, ?the Fishermen",
		"Al-Nahr Foundation, Kenya [UN Security Council QDe.902]",
		"Jamaat-ul-Nahr [UN Security Council QDe.904]: JuN",
		"skipped entity 2: name: it has no letter or digit")
	checkFails(t, importer.FormatUN, `<html></html>`, "begins with <html>")
	checkFails(t, importer.FormatUN, `<CONSOLIDATED_LIST></CONSOLIDATED_LIST>`, "no entities")
	checkFails(t, importer.FormatUN, `<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>River</FIRST_NAME></ENTITY><ENTITY><FIRST`, "unexpected EOF",
		"River [UN Security Council]")
}

func TestFtM(t *testing.T) {
	check(t, importer.FormatFtM, `{"id": "os-1", "caption": "River Brigade", "schema": "Organization", "datasets": ["un_sc", "ca_listed"], "properties": {"name": ["River Brigade", "Brigade de la rivière"], "alias": ["RB"], "weakAlias": ["Fishermen"]}}

{"id": "os-2", "caption": "A Person", "schema": "Person", "properties": {"name": ["A Person"]}}
{"id": "os-3", "schema":
{"id": "os-4", "schema": "LegalEntity", "properties": {"name": ["Hill Brigade"]}}
{"id": "os-5", "schema": "Organization", "properties": {"name": "not a list"}}
{"id": "os-6", "schema": "Organization", "properties": {}}`,
		"River Brigade [OpenSanctions (un_sc, ca_listed) os-1]: Brigade de la rivière, RB, ?Fishermen",
		"Hill Brigade [OpenSanctions os-4]",
		"skipped line 4: unexpected end of JSON input",
		"skipped line 6: json: cannot unmarshal...",
		"skipped line 7: name: it has no letter or digit")
}

func TestFtMSkipsAnEndlessLine(t *testing.T) {
	long := `{"id": "os-0", "caption": "` + strings.Repeat("x", 9<<20) + `"}`
	check(t, importer.FormatFtM, long+"\n"+`{"id": "os-1", "caption": "River Brigade", "schema": "Organization"}`+"\n",
		"River Brigade [OpenSanctions os-1]",
		"skipped line 1: it is longer than 8 MiB")
}

func TestCSV(t *testing.T) {
	check(t, importer.FormatCSV, "\ufeffGroup,alias,source,ref,disputed,kind\n"+
		"River Brigade (Upper),RB,,,,acronym\n"+
		"River Brigade (Upper),Fishermen,a report,p. 7,true,\n"+
		"Hill Brigade,,,,,\n"+
		",Lost,,,,\n"+
		"Hill Brigade,HB,,,perhaps,\n"+
		"Hill Brigade,HB,,,,silly\n"+
		"\"Hill\" Brigade,x\n"+
		"Lake Brigade\n",
		"River Brigade (Upper) [mine]: RB (acronym), ?Fishermen [a report p. 7]",
		"Hill Brigade [mine]",
		"Lake Brigade [mine]",
		"skipped line 5: no group in it",
		`skipped line 6: disputed is "perhaps", neither true nor false`,
		`skipped line 7: kind "silly" is none of...`,
		"skipped line 8: extraneous or missing...")
	checkFails(t, importer.FormatCSV, "", "header")
	checkFails(t, importer.FormatCSV, "alias\nx\n", "no column group")
	checkFails(t, importer.FormatCSV, "group,colour\nx,red\n", `"colour" is none of`)
	checkFails(t, importer.FormatCSV, "group,name\nx,y\n", "stands twice")
}

func TestYAML(t *testing.T) {
	check(t, importer.FormatYAML, `
# our own
- name: River Brigade (Upper)
  id: rb
  kind: word
  aliases:
    - Fishermen
    - {name: RB, kind: initials, disputed: true, source: a report, ref: p. 7}
    - 764
- name: Hill Brigade
  source: their site
  aliases: [HB]
- title: Lake Brigade
- name: Lake Brigade
  kind: silly
- just text
`,
		"River Brigade (Upper) [mine]: Fishermen, ?RB (initials) [a report p. 7], 764",
		"Hill Brigade [their site]: HB",
		`skipped line 13: unknown field "title"`,
		`skipped line 14: kind "silly" is none of...`,
		`skipped line 16: string was used where mapping is expected`)
	checkFails(t, importer.FormatYAML, "name: River\n", "not a list")
	checkFails(t, importer.FormatYAML, "- [", "YAML")
	for _, deep := range []string{"[", "- ", "{a: ", "? ", "\n- a:\n" + strings.Repeat(" ", 1000)} {
		checkFails(t, importer.FormatYAML, strings.Repeat(deep, 5000), "nests deeper")
	}
	check(t, importer.FormatYAML, "")
}

func TestYAMLKeepsIDAndKind(t *testing.T) {
	result, err := importer.YAML(strings.NewReader("- {name: Play, id: play-gang, kind: word}\n"), "mine")
	if err != nil {
		t.Fatal(err)
	}
	if g := result.Groups[0]; g.ID != "play-gang" || g.Aliases[0].Kind != group.Word {
		t.Errorf("got %+v, want the id play-gang and the kind word", g)
	}
}

func TestNamesAreCleaned(t *testing.T) {
	check(t, importer.FormatYAML, "- name: \"River\\u200b \\u202eBrigade\\tof\\n Ro\\u0301me\"\n  aliases: [\""+strings.Repeat("long ", 60)+"\"]\n",
		"River Brigade of Róme [mine]",
		`skipped line 1 "River Brigade of Róme": alias "long long...`)
}

func TestNamesAreTakenApart(t *testing.T) {
	for name, want := range map[string]string{
		"River Brigade (RB) of the North (The Northern Men)": "River Brigade of the North [STIX x]: RB, The Northern Men",
		"River Brigade (The Brigade)":                        "River Brigade [STIX x]",
		"River Brigade (brigade)":                            "River Brigade [STIX x]",
		"River Brigade (Rivers, Brooks)":                     "River Brigade [STIX x]",
		"River Brigade (formerly Brook Men)":                 "River Brigade [STIX x]",
		"River Brigade (Brook Men/Lake Men)":                 "River Brigade [STIX x]: Brook Men, Lake Men",
		"River Brigade / RB":                                 "River Brigade [STIX x]: RB",
		"River Brigade (original script":                     "River Brigade [STIX x]",
		"River Brigade (Brook Men":                           "River Brigade [STIX x]: Brook Men",
		"River Brigade)":                                     "River Brigade [STIX x]",
		"(RB)":                                               "RB [STIX x]",
		"(..) ()":                                            "skipped objects[0]: name: it has no letter or digit",
	} {
		check(t, importer.FormatSTIX, fmt.Sprintf(`{"objects": [{"type": "threat-actor", "id": "x", "name": %q}]}`, name), want)
	}
}

func TestFileDetectsTheFormat(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct{ name, content, want string }{
		{"cluster.json", mispCluster, "River Fox [MISP galaxy threat-actor u-1]: RF, RVFX, Brook Fox"},
		{"attack.json", `{"type":"bundle","objects":[{"type":"intrusion-set","id":"i","name":"Hill Fox"}]}`, "Hill Fox [STIX i]"},
		{"list.xml", "\ufeff<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>River</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>", "River [UN Security Council]"},
		{"entities.ftm.json", `{"id":"o","schema":"Organization","caption":"River","properties":{}}`, "River [OpenSanctions o]"},
		{"own.csv", "group\nRiver\n", "River [own.csv]"},
		{"own.yml", "- name: River\n", "River [own.yml]"},
	} {
		path := filepath.Join(folder, c.name)
		if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		result, err := importer.File(path)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := lines(result); len(got) == 0 || got[0] != c.want {
			t.Errorf("%s: got %q, want %q first", c.name, got, c.want)
		}
	}
	for name, content := range map[string]string{"empty.json": "", "prose.txt": "once upon a time", "other.json": `{"a": 1}`} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := importer.File(path); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v, want one that names the file", name, err)
		}
	}
	if _, err := importer.File(filepath.Join(folder, "missing.csv")); err == nil {
		t.Error("a missing file was read")
	}
	if _, err := importer.Read(strings.NewReader(""), "odd", ""); err == nil {
		t.Error("an unknown format was read")
	}
}

// What several sources say of one group comes together, and the table knows who says what.
func TestImportedSourcesMerge(t *testing.T) {
	misp, err := importer.MISP(strings.NewReader(mispCluster))
	if err != nil {
		t.Fatal(err)
	}
	own, err := importer.CSV(strings.NewReader("group,alias\nRiver Fox,Otter\n"), "mine")
	if err != nil {
		t.Fatal(err)
	}
	table, err := group.NewTable(group.Merge(own.Groups, misp.Groups))
	if err != nil {
		t.Fatal(err)
	}
	g, ok := table.Group("river-fox")
	if !ok || len(g.Aliases) != 5 || len(g.Aliases[0].Sources) != 2 {
		t.Errorf("got %+v, want River Fox with five names, its own attested twice", g)
	}
}
