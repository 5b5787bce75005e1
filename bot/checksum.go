package bot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Checksum is the SHA-256, in lower-case hexadecimal, over the JSON form of an answer with
// its Checksum field empty. It shows an accidental change anywhere in a saved answer; the
// quotes are proved against the stored documents, see sitrep/bot/answer.
func Checksum(a Answer) string {
	a.Checksum = ""
	form, err := json.Marshal(a)
	if err != nil {
		panic("bot: an answer is plain data and always has a JSON form: " + err.Error())
	}
	sum := sha256.Sum256(form)
	return hex.EncodeToString(sum[:])
}
