package generate

// Reason says why a sentence or a citation was dropped.
type Reason string

// The reasons. A sentence has the first one that applies.
const (
	NotJSON       Reason = "not_json"       // the reply is not of the form asked for
	NoCitation    Reason = "no_citation"    // it cites nothing
	UnknownID     Reason = "unknown_id"     // it cites a sentence that was not given
	Markup        Reason = "markup"         // markdown, a link, a mention or a character that needs none
	TooLong       Reason = "too_long"       // or so short that it says nothing
	NewNumber     Reason = "new_number"     // a number, date or unit that no cited sentence has
	NewName       Reason = "new_name"       // a name that no cited sentence has
	Negation      Reason = "negation"       // affirms what is denied, or the reverse
	Modality      Reason = "modality"       // a may, a plan, a suspicion or an "at least" is lost or added
	Misattributed Reason = "misattributed"  // another speaker's words, or a claim as a fact
	FirstPerson   Reason = "first_person"   // the cited sentence quotes an "I" or "we", which has to stand in quotation marks
	Wording       Reason = "wording"        // words that no cited sentence has
	Order         Reason = "order"          // the words of cited sentences, but put together otherwise
	NotEntailed   Reason = "not_entailed"   // asked again, the model says that it does not follow
	UselessCite   Reason = "useless_citing" // one of several citations does not bear the sentence out
)

// explain tells the model what to do about a reason.
func (r Reason) explain() string {
	switch r {
	case NotJSON:
		return "the reply was not the JSON object asked for"
	case NoCitation:
		return "it cites nothing"
	case UnknownID:
		return "it cites an id that was not given"
	case Markup:
		return "it holds quotation marks, markup, links or special characters"
	case TooLong:
		return "it is too long or too short"
	case NewNumber:
		return "a number, date or unit is not in the cited sentence"
	case NewName:
		return "a name is not in the cited sentence"
	case Negation:
		return "it affirms what the cited sentence denies, or the reverse"
	case Modality:
		return "it is more or less certain than the cited sentence"
	case Misattributed:
		return "it does not keep who says so"
	case FirstPerson:
		return "the cited sentence quotes a first person, which cannot be restated"
	case Wording:
		return "it uses words that the cited sentence does not"
	case NotEntailed:
		return "it does not follow from the cited sentence"
	case UselessCite:
		return "one of its citations does not say this"
	default:
		return "it joins or reorders parts that do not stand so in one cited sentence"
	}
}
