// Package render turns answers and search results into text for a reader: for the terminal
// here, wrapped and coloured, and as links that lead a browser to the quoted words. It is
// pure: the same input gives the same bytes, and nothing is looked up.
//
// What articles say is not trusted. Text that came from an article, a file name or a
// question is cleaned of control characters before a terminal sees it, so that it cannot
// move the cursor, recolour or rename the window, or hide and reverse words. The values
// themselves are left as they are: JSON holds what the article holds.
package render
