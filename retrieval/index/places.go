package index

import (
	"cmp"
	"slices"

	"sitrep/corpus/store"
)

// place says which vector belongs to a passage's ordinal.
type place struct {
	vector  store.VectorID
	ordinal int
}

// placesByVector lists every passage of members in ascending order of vector id, which is
// the order in which vectors are read. Passages that read the same share a vector.
func placesByVector(members []store.Member) []place {
	var places []place
	for _, m := range members {
		for _, id := range m.Vectors {
			places = append(places, place{vector: id, ordinal: len(places)})
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.vector, b.vector), cmp.Compare(a.ordinal, b.ordinal))
	})
	return places
}
