package importer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"sitrep/corpus/group"
)

// mispValue is one entry of a MISP galaxy cluster
// (https://www.misp-standard.org/rfc/misp-standard-galaxy-format.html). Descriptions are
// not read.
type mispValue struct {
	Value string `json:"value"`
	UUID  string `json:"uuid"`
	Meta  struct {
		Synonyms []string `json:"synonyms"`
	} `json:"meta"`
}

// MISP reads a MISP galaxy cluster: threat-actor.json, terrorist-groups.json and the like.
// The source is "MISP galaxy" with the cluster's type, the reference an entry's UUID.
func MISP(r io.Reader) (Result, error) {
	var result Result
	var values []mispValue
	var kind string
	err := eachField(r, func(field string, dec *json.Decoder) error {
		switch field {
		case "type":
			return dec.Decode(&kind)
		case "values":
			return eachElement(dec, func(n int, raw json.RawMessage) {
				var v mispValue
				if err := json.Unmarshal(raw, &v); err != nil {
					result.skip(fmt.Sprintf("values[%d]", n), err)
					v = mispValue{}
				}
				values = append(values, v)
			})
		}
		return skipValue(dec)
	})
	if err != nil {
		err = fmt.Errorf("MISP galaxy: %w", err)
	} else if values == nil {
		err = errors.New("MISP galaxy: no values in it")
	}
	// The type may follow the values, so that provenance is known only now.
	source := strings.TrimSpace("MISP galaxy " + kind)
	for n, v := range values {
		if v.Value == "" && v.UUID == "" {
			continue // reported above, or empty
		}
		rec := Record{Name: v.Value, From: group.Provenance{Source: source, Ref: v.UUID}}
		for _, synonym := range v.Meta.Synonyms {
			rec.Names = append(rec.Names, Name{Text: strings.TrimPrefix(synonym, "Subgroup: ")})
		}
		result.Add(fmt.Sprintf("values[%d]", n), rec)
	}
	return result, err
}
