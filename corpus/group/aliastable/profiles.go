package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sitrep/corpus/group"
	"sitrep/corpus/group/importer"
)

// alsoKnown begins the paragraph of a profile that lists its other names.
const alsoKnown = "Also known as: "

// profile is a group as a file of profiles describes it.
type profile struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Set     string   `json:"set"`
	Title   string   `json:"title"`
	Text    string   `json:"text"`
	List    string   `json:"list"`
}

// readProfiles reads a JSON array or JSON lines of profiles. The description of a profile
// is not read.
func readProfiles(data []byte) (file, error) {
	profiles, err := decodeProfiles(data)
	if err != nil {
		return file{}, err
	}
	var read file
	bySource := map[string]*importer.Result{}
	for _, p := range profiles {
		from, ok := p.provenance()
		if !ok {
			continue
		}
		if bySource[from.Source] == nil {
			bySource[from.Source] = &importer.Result{}
		}
		rec := importer.Record{Name: p.Name, From: from}
		if name, other, twoNames := strings.Cut(p.Name, ", "); twoNames && p.Set == "ca_listed" {
			rec.Name, rec.Names = name, []importer.Name{{Text: other}}
		}
		if p.List != "" {
			rec.Name = importer.ListedName(p.Name)
		}
		for _, name := range withoutFragments(p.Name, p.Aliases) {
			rec.Names = append(rec.Names, importer.Name{Text: name})
		}
		bySource[from.Source].Add(p.ID, rec)
	}
	for _, source := range slices.SortedFunc(maps.Keys(bySource), bySeniority) {
		read.sources = append(read.sources, bySource[source].Groups)
		read.skipped = append(read.skipped, bySource[source].Skipped...)
	}
	return read, nil
}

// seniority is the order in which sources name the groups that they share.
var seniority = []string{"MITRE ATT&CK", "Public Safety Canada", "UN Security Council", "MISP galaxy threat-actor"}

func bySeniority(a, b string) int {
	return cmp.Compare(slices.Index(seniority, a), slices.Index(seniority, b))
}

func decodeProfiles(data []byte) ([]profile, error) {
	var profiles []profile
	if bytes.HasPrefix(data, []byte("[")) {
		err := json.Unmarshal(data, &profiles)
		return profiles, err
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for n := 1; lines.Scan(); n++ {
		var p profile
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		p.Name = p.Title
		for paragraph := range strings.SplitSeq(p.Text, "\n") {
			if list, found := strings.CutPrefix(paragraph, alsoKnown); found {
				p.Aliases = strings.Split(list, "; ")
				break
			}
		}
		profiles = append(profiles, p)
	}
	return profiles, lines.Err()
}

// provenance is who describes a profile, and false for what the table leaves out:
// individuals, groups that ATT&CK has revoked, and the United Nations' lists of states'
// agencies and companies.
func (p *profile) provenance() (group.Provenance, bool) {
	switch {
	case individuals[p.Name], superseded[p.ID]:
		return group.Provenance{}, false
	case p.Set == "mitre":
		return group.Provenance{Source: "MITRE ATT&CK", Ref: strings.TrimPrefix(p.ID, "mitre-")}, true
	case p.Set == "misp":
		return group.Provenance{Source: "MISP galaxy threat-actor", Ref: strings.TrimPrefix(p.ID, "misp-")}, true
	case p.Set == "ca_listed":
		return group.Provenance{Source: "Public Safety Canada"}, true
	case p.List == "Al-Qaida" || p.List == "Taliban":
		return group.Provenance{Source: "UN Security Council", Ref: unReference(p.ID)}, true
	}
	return group.Provenance{}, false
}

// unReference turns "un-qde161" into "QDe.161".
func unReference(id string) string {
	id = strings.TrimPrefix(id, "un-")
	if len(id) < 4 {
		return id
	}
	return strings.ToUpper(id[:2]) + id[2:3] + "." + id[3:]
}

// individuals are listed persons, who are no groups.
var individuals = map[string]bool{"Gulbuddin Hekmatyar": true, "James Mason": true}

// superseded are groups that ATT&CK has revoked in favour of others: Monsoon of Patchwork,
// APT34 of OilRig, Charming Kitten of Magic Hound, Dragonfly 2.0 of Dragonfly, Stolen
// Pencil of Kimsuky, UNC2452 of APT29.
var superseded = map[string]bool{
	"mitre-G0042": true, "mitre-G0057": true, "mitre-G0058": true,
	"mitre-G0074": true, "mitre-G0086": true, "mitre-G0118": true,
}

// fragments are pieces of names that were cut apart at "and" before they came to us. The
// whole names are in own.yaml.
var fragments = lineSet(`
All Muslims
Army of Migrants
Army of the Emigrants
Basque Fatherland
Basque Homeland
Basque Nation
City of Monotheism
Combat
Combat (GSPC)
Crusaders
Democracy Congress
Freedom
Group for Support of Islam
Group for Supporting Islam
Group of Support for Islam
Group to Support Islam
Helpers
Holy Struggle
Holy War
Holy Warriors
International Relief Fund for the Afflicted
Islam
Islamic State Central Africa Province (ISCAP , ISCA)
Kurdistan Freedom
Lashkar-e-Tayyiba (Army of the Pure , Righteous)
Leninism
Liberty
Maoism and the Thoughts of Chairman Gonzalo
Marxism
Monotheism
Muslims
Muslims’ Support Group
National Liberation Army and the Army of National Liberation
Needy
Needy (Canada)
Organization of Right Against Wrong
Salafist Group for Call
Supporters
Syria
Syria West Africa Province
Syria – Democratic Republic of the Congo
Syria – Khorasan (ISIS-K)
Syria – Libya
Syria-Mozambique (ISIS-Mozambique)
The Communist Party of Peru by the Shining Path of Jose Carlos Mariategui
Union for Supporting Islam
Unity
World Islamic Front for Jihad Against Jews
the Salafist Group for Preaching
`)

// fragmentOf are pieces that are whole names elsewhere: the alias of any group but these.
var fragmentOf = map[string]string{
	"Islamic State of Iraq": "Islamic State",
	"Jihad Group":           "Egyptian Islamic Jihad",
}

func lineSet(lines string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line != "" {
			set[line] = true
		}
	}
	return set
}

func withoutFragments(name string, aliases []string) []string {
	var whole []string
	for _, a := range aliases {
		owner, partial := fragmentOf[a]
		if fragments[a] || partial && !strings.EqualFold(owner, name) {
			continue
		}
		whole = append(whole, a)
	}
	return whole
}
