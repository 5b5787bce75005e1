// Package group knows threat groups by their many names: armed groups, criminal gangs and
// the clusters that security companies track under names of their own.
//
// A [Table] holds groups with their aliases, each alias with the sources that attest it.
// [Table.Find] marks every name in a text, whatever its spelling; [Table.Expand] gives a
// question the other names of the groups that it mentions; [Table.Lookup] resolves one
// name. [Default] is the table that sitrep ships with, and package importer reads tables
// in the formats that others publish.
//
// # Spellings
//
// Two spellings are one name when they have the same key. A key is made of the letters
// and digits of a name, lower-case and without diacritics, with nothing between them, so
// that case, hyphens, spaces, full stops and apostrophes do not count: ISIS-K, ISIS K and
// ISISK, al-Qa'ida and Al Qaida. A list of words that are transliterated in several ways
// (Tehrik and Tehreek, Hezbollah and Hizballah) brings each into one form.
//
// # Names that are also ordinary words
//
// "IS", "SET", "Play" and "the Base" are names of groups, and mostly they are not. What a
// name needs to count as a mention depends on its [Kind]: capitals, a word such as
// "ransomware" or "group" beside it, or another name of the same group in the same text.
//
// # Disputed names
//
// Sources disagree about who is who. A name that two groups carry on good authority is
// ambiguous, and a mention of it lists both. A name that one source gives to a group while
// another knows it as a group of its own is disputed: it is kept apart, and expansion
// marks it.
package group
