package bot

// Note is what a reader has to know about how an answer came about. Renderings say it in the
// reader's language.
type Note string

// The notes. Those about a model are for an extractive answer that stands where it was to
// write one.
const (
	NoteNone        Note = ""                // nothing has to be known
	NoteUnsupported Note = "model_failed"    // what the model wrote did not pass the check
	NoteUnavailable Note = "model_away"      // the model could not be asked, or wrote no answer that could be read
	NoteOverBudget  Note = "model_budget"    // what may be spent today has been spent
	NoteUnanswered  Note = "model_no_answer" // the model finds no answer in what the quotes say
	NoteLanguage    Note = "other_language"  // the question is in a language that no article is in; for refusals too
	NotePartly      Note = "partly"          // the articles do not answer what [Answer.Unanswered] lists
	NoteUndated     Note = "undated"         // the question is about a time, and some of the articles found have no date
)

// String is the note as an English sentence.
func (n Note) String() string {
	switch n {
	case NoteUnsupported:
		return "The written answer did not pass the check against the articles, so these are the quotes it should have stood on."
	case NoteUnavailable:
		return "No answer could be written just now, so these are the quotes alone."
	case NoteOverBudget:
		return "The budget for written answers is spent for today, so these are the quotes alone."
	case NoteUnanswered:
		return "The model found no direct answer in the articles; these are the quotes that come nearest."
	case NoteLanguage:
		return "The question is in another language than the articles, so the search goes by names and numbers that both share: ask in the language of the articles for more."
	case NotePartly:
		return "The articles answer only a part of the question."
	case NoteUndated:
		return "Some of the articles found have no date, so they may be from another time than you ask about; dated ones come first."
	}
	return string(n)
}
