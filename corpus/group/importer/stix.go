package importer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"sitrep/corpus/group"
)

// stixObject is what is read of a STIX 2.1 object
// (https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html, sections 4.7 and 4.17).
type stixObject struct {
	Type       string   `json:"type"`
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Aliases    []string `json:"aliases"`
	Revoked    bool     `json:"revoked"`
	Deprecated bool     `json:"x_mitre_deprecated"`
	References []struct {
		Source string `json:"source_name"`
		ID     string `json:"external_id"`
	} `json:"external_references"`
}

// STIX reads the intrusion sets and threat actors of a STIX 2.1 bundle; revoked and
// deprecated ones are left out. In a bundle of MITRE ATT&CK the source is "MITRE ATT&CK"
// and the reference the group's number, "G0007"; else the source is "STIX" and the
// reference the object's id.
func STIX(r io.Reader) (Result, error) {
	var result Result
	found := false
	err := eachField(r, func(field string, dec *json.Decoder) error {
		if field != "objects" {
			return skipValue(dec)
		}
		found = true
		return eachElement(dec, func(n int, raw json.RawMessage) { result.addObject(n, raw) })
	})
	if err != nil {
		return result, fmt.Errorf("STIX bundle: %w", err)
	}
	if !found {
		return result, errors.New("STIX bundle: no objects in it")
	}
	return result, nil
}

func (r *Result) addObject(n int, raw json.RawMessage) {
	where := fmt.Sprintf("objects[%d]", n)
	var kind struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil {
		r.skip(where, err)
		return
	}
	if kind.Type != "intrusion-set" && kind.Type != "threat-actor" {
		return
	}
	var object stixObject
	if err := json.Unmarshal(raw, &object); err != nil {
		r.skip(where, err)
		return
	}
	if object.Revoked || object.Deprecated {
		return
	}
	rec := Record{Name: object.Name, From: group.Provenance{Source: "STIX", Ref: object.ID}}
	for _, ref := range object.References {
		if ref.Source == "mitre-attack" && ref.ID != "" {
			rec.From = group.Provenance{Source: "MITRE ATT&CK", Ref: ref.ID}
		}
	}
	for _, name := range object.Aliases {
		rec.Names = append(rec.Names, Name{Text: name})
	}
	r.Add(where, rec)
}
