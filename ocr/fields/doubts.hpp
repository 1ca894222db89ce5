// When a letter waits for a person before anything is built on what was read. Free functions; any thread.
#pragma once

#include "ocr/fields/fields.hpp"

#include <string>

namespace docket::ocr {

// A page read worse than this hides words: readers that get one character in five wrong report about this
// much.
inline constexpr float least_page_confidence = 0.60F;
// A critical value is as sure as its least sure character; below this, readers are wrong about as often as
// right.
inline constexpr float least_critical_confidence = 0.50F;
// Fewer characters than a name, a date and a sentence: the kind of a letter cannot be told from them.
inline constexpr int least_characters = 20;

// True when a person must look first; `why` then says in Chinese, for the clerk, what to look at. Looked at
// are: the page, the kind, who writes (unless anonymous), and for an application for review
// or re-review also whose opinion, which number and which days. A doubt on form alone ([2026] for 〔2026〕)
// makes nobody wait. Of a long letter that waits it is also said how many pages gave no fields.
bool needs_person(const LetterFields& letter, std::string& why);

// A critical value that only one engine read must be this sure of its least sure character to be certain.
inline constexpr float least_alone_confidence = 0.95F;

// Whether the value may stand without a mark: no doubt weighs on it, and two engines read it alike, or the
// one that read it is sure of every character. What is not certain is shown as doubtful, never smoothed over.
bool certain(const FieldValue& field);

// What a doubt means, in Chinese, for the clerk; the word itself where none is known.
std::string explain(const std::string& doubt);

} // namespace docket::ocr
