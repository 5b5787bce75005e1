package locale

// Text names a fixed text. The comment behind a name says what its arguments are, if it has
// any; texts that count something are for [Locale.Count], all others for [Locale.Text].
type Text string

// What stands around an answer.
const (
	SingleSource     Text = "single source"
	Independent      Text = "independent sources" // counts
	SourcesDisagree  Text = "sources disagree"
	NewestEvidence   Text = "newest evidence"  // date
	CorpusUntil      Text = "corpus until"     // date
	IndexGeneration  Text = "index generation" // number
	ModelWritten     Text = "written by a model"
	LeftOut          Text = "left out" // counts
	ReadAs           Text = "read as"  // the question as it was understood
	NoteUnsupported  Text = "note model_failed"
	NoteUnavailable  Text = "note model_away"
	NoteOverBudget   Text = "note model_budget"
	NoteUnanswered   Text = "note model_no_answer"
	NoteLanguage     Text = "note other_language"
	NotePartly       Text = "note partly"
	NoteUndated      Text = "note undated"
	NotAnswered      Text = "not answered" // a part of the question
	PageOf           Text = "page of"      // number, pages
	PartOf           Text = "part of"      // number, parts: of a quote too long for a page
	ReadThere        Text = "read there"   // label of the link that jumps to a quote
	OpenArticle      Text = "open article" // label of a link to an article
	NatureClaim      Text = "nature claim" // behind a speaker: they tell of what they or their own did
	NatureBlame      Text = "nature blame" // behind a speaker: they tell what others did
	NatureDenial     Text = "nature denial"
	DisagreeOn       Text = "disagree on"  // what about
	RisingCount      Text = "rising count" // what about
	OnKilled         Text = "on killed"
	OnInjured        Text = "on injured"
	OnArrested       Text = "on arrested"
	OnAbducted       Text = "on abducted"
	OnDisplaced      Text = "on displaced"
	OnAmount         Text = "on amount"
	OnPerpetrator    Text = "on perpetrator"
	OnDate           Text = "on date"
	OnPlace          Text = "on place"
	OnTruth          Text = "on truth"
	DeniesIt         Text = "denies it"   // who
	SameOrigin       Text = "same origin" // mark of a quote
	SameText         Text = "same text"   // mark of a quote
	Grade            Text = "grade"       // "B2"
	NearestArticles  Text = "nearest articles"
	MoreQuotes       Text = "more quotes"
	NoMoreQuotes     Text = "no more quotes"
	InContext        Text = "in context"
	AnswerSources    Text = "sources of an answer"
	Articles         Text = "articles" // counts
	FromTo           Text = "from to"  // date, date
	Untitled         Text = "untitled"
	NoAnswer         Text = "no answer"
	RefuseEvidence   Text = "refuse no_evidence"
	RefuseScope      Text = "refuse out_of_scope"
	RefusePremise    Text = "refuse false_premise"
	RefuseDates      Text = "refuse outside_dates"
	RefuseNotAllowed Text = "refuse not_allowed"
	RefuseEmpty      Text = "refuse empty_corpus"
)

// Labels of buttons, at most 38 characters, and what stands in menus and forms.
const (
	ButtonPrevious Text = "button previous"
	ButtonNext     Text = "button next"
	ButtonMore     Text = "button more"
	ButtonContext  Text = "button context"
	ButtonSources  Text = "button sources"
	ButtonFollowUp Text = "button follow up"
	ButtonHelpful  Text = "button helpful"
	ButtonWrong    Text = "button wrong"
	ButtonCancel   Text = "button cancel"
	ButtonRemove   Text = "button remove"
	ButtonKeep     Text = "button keep"

	ChooseQuote    Text = "choose quote"
	ChooseSentence Text = "choose sentence"
	WholeAnswer    Text = "whole answer"
	FollowUpTitle  Text = "follow up title" // at most 45 characters, as is the label
	FollowUpLabel  Text = "follow up label"
	FollowUpHint   Text = "follow up hint" // at most 100 characters
)

// What is happening to a question.
const (
	Queued    Text = "queued"    // counts the questions before it
	Searching Text = "searching" // counts the articles
	Writing   Text = "writing"
	Written   Text = "written so far" // counts sentences that passed the check
	Thanks    Text = "thanks"
	ThanksFix Text = "thanks for saying what is wrong"
)

// Groups.
const (
	AlsoKnownAs    Text = "also known as"
	Disputed       Text = "disputed"
	AttestedBy     Text = "attested by"    // names of the lists
	MentionedIn    Text = "mentioned in"   // counts articles
	LastMentioned  Text = "last mentioned" // date
	MostRecent     Text = "most recent"
	NotMentioned   Text = "not mentioned" // name
	GroupUnknown   Text = "group unknown" // name
	DidYouMean     Text = "did you mean"  // names
	GroupsTitle    Text = "groups"
	NoGroups       Text = "no groups"
	AndMore        Text = "and more" // counts
	ThemeAttacks   Text = "theme attacks"
	ThemeClaims    Text = "theme claims"
	ThemeLeaders   Text = "theme leaders"
	ThemeRecruits  Text = "theme recruitment"
	ThemeMoney     Text = "theme money"
	ThemeTerritory Text = "theme territory"
	ThemeResponse  Text = "theme response"
	ThemeTactics   Text = "theme tactics"
)

// The corpus and its administration.
const (
	SourcesTitle     Text = "publishers"
	NoPublisher      Text = "no publisher"
	StatusTitle      Text = "status"
	StatusIndex      Text = "status index"    // generation, moment
	StatusNewest     Text = "status newest"   // date
	StatusEmbedder   Text = "status embedder" // name
	StatusPlaces     Text = "status places"   // where articles are read from
	StatusRemoved    Text = "status removed"  // titles
	StatusRunning    Text = "status running"
	StatusEmpty      Text = "status empty"
	Collections      Text = "collections"      // names
	Passages         Text = "passages"         // counts
	Publishers       Text = "publishers count" // counts
	KnownGroups      Text = "known groups"     // counts
	ReindexTitle     Text = "reindex"
	ReindexFetching  Text = "reindex fetching"
	ReindexReading   Text = "reindex reading"
	ReindexEmbed     Text = "reindex embedding"
	ReindexWriting   Text = "reindex writing"
	ReindexMeantime  Text = "reindex meantime"
	ReindexDone      Text = "reindex done"      // generation
	ReindexSame      Text = "reindex unchanged" // generation
	ReindexStopped   Text = "reindex cancelled"
	ReindexFailed    Text = "reindex failed"    // reason
	Added            Text = "added"             // counts
	Changed          Text = "changed"           // counts
	Removed          Text = "removed"           // counts
	Kept             Text = "kept"              // counts
	Skipped          Text = "skipped"           // counts
	Took             Text = "took"              // duration
	DocumentAdded    Text = "document added"    // title
	DocumentRemoved  Text = "document removed"  // title
	DocumentRestored Text = "document restored" // title
	ChangeWaits      Text = "change waits"
	ConfirmRemoval   Text = "confirm removal" // title
	NothingRemoved   Text = "nothing removed"
	HistoryTitle     Text = "history"
	HistoryEmpty     Text = "history empty"
)

// Settings of a guild.
const (
	SettingsTitle     Text = "settings"
	SettingsSaved     Text = "settings saved"
	SettingChannels   Text = "setting channels"
	SettingEverywhere Text = "setting everywhere"
	SettingRoles      Text = "setting roles"
	SettingManagers   Text = "setting managers"
	SettingScope      Text = "setting scope"
	SettingElsewhere  Text = "setting elsewhere"
	SettingAll        Text = "setting all collections"
	SettingUpTo       Text = "setting up to" // marking
	SettingLanguage   Text = "setting language"
	SettingAsker      Text = "setting asker"
	SettingPrivacy    Text = "setting privacy"
	SettingPrivate    Text = "setting private"
	SettingPublic     Text = "setting public"
	SettingPerUser    Text = "setting per user"
	SettingPerChannel Text = "setting per channel"
	SettingRate       Text = "setting rate" // counts questions a minute
	SettingBotLimit   Text = "setting bot limit"
)

// What a message says stands against the articles.
const (
	CheckTitle    Text = "check"
	CheckSaid     Text = "check said"
	CheckDenied   Text = "check denied"
	CheckNotFound Text = "check not found"
	CheckNearest  Text = "check nearest"
	CheckNoClaims Text = "check no claims"
)

// About the bot and how to use it.
const (
	AboutTitle       Text = "about"
	AboutWhat        Text = "about what"
	AboutFigures     Text = "about figures"
	AboutBadges      Text = "about badges"
	BadgeSingle      Text = "badge single"
	BadgeIndependent Text = "badge independent"
	BadgeDisagree    Text = "badge disagree"
	BadgeNewest      Text = "badge newest"
	BadgeIndex       Text = "badge index"
	AdmiraltyTitle   Text = "admiralty"
	AdmiraltyIntro   Text = "admiralty intro"
	AdmiraltyA       Text = "admiralty A"
	AdmiraltyB       Text = "admiralty B"
	AdmiraltyC       Text = "admiralty C"
	AdmiraltyD       Text = "admiralty D"
	AdmiraltyE       Text = "admiralty E"
	AdmiraltyF       Text = "admiralty F"
	AdmiraltyFigure  Text = "admiralty figure"
	Admiralty1       Text = "admiralty 1"
	Admiralty2       Text = "admiralty 2"
	Admiralty3       Text = "admiralty 3"
	Admiralty4       Text = "admiralty 4"
	Admiralty5       Text = "admiralty 5"
	Admiralty6       Text = "admiralty 6"
	PrivacyTitle     Text = "privacy"
	PrivacyReads     Text = "privacy reads"
	PrivacyKeeps     Text = "privacy keeps"
	PrivacyLocal     Text = "privacy local"
	PrivacySearch    Text = "privacy search" // where search runs
	PrivacyModel     Text = "privacy model"  // where the model runs
	HelpTitle        Text = "help"
	HelpAsk          Text = "help ask"
	HelpMention      Text = "help mention"
	HelpMenu         Text = "help menu" // names of the two commands of the context menu
	HelpButtons      Text = "help buttons"
	HelpCommands     Text = "help commands"
	HelpAdmins       Text = "help admins"
	HelpAbout        Text = "help about"
)

// One kind sentence for everything that goes wrong.
const (
	SorryBusy          Text = "sorry busy"
	SorryUserRate      Text = "sorry user rate"    // counts seconds
	SorryChannelRate   Text = "sorry channel rate" // counts seconds
	SorryInternal      Text = "sorry internal"     // a reference for the operator
	SorryTimeout       Text = "sorry timeout"
	SorryStopping      Text = "sorry stopping"
	SorryNotYours      Text = "sorry not yours"
	SorryOldIndex      Text = "sorry old index"
	SorryGone          Text = "sorry gone"
	SorryForged        Text = "sorry forged"
	SorryNotAdmin      Text = "sorry not admin"
	SorryChannel       Text = "sorry channel"
	SorryOtherServer   Text = "sorry other server"
	SorryServerOnly    Text = "sorry server only"
	SorryNoQuestion    Text = "sorry no question"
	SorryLongQuestion  Text = "sorry long question" // counts the characters that are allowed
	SorryDate          Text = "sorry date"          // what was given
	SorryDateOrder     Text = "sorry date order"
	SorryFileType      Text = "sorry file type" // the types that are read
	SorryFileSize      Text = "sorry file size" // the largest size
	SorryFileEmpty     Text = "sorry file empty"
	SorryFileFetch     Text = "sorry file fetch"
	SorryAddress       Text = "sorry address"
	SorryAddressInside Text = "sorry address inside"
	SorryAddressFetch  Text = "sorry address fetch" // reason
	SorryContent       Text = "sorry content"       // reason
	SorryNoText        Text = "sorry no text"
	SorryOneSource     Text = "sorry one source"
	SorryNoDocument    Text = "sorry no document" // what was named
	SorryReindexing    Text = "sorry reindexing"
	SorryNoReindex     Text = "sorry no reindex"
	SorryDiskFull      Text = "sorry disk full"
	SorrySetting       Text = "sorry setting" // what was given
)
