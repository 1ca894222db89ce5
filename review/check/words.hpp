// The words of a document as a rule reads them: each people-written text with its place, normalised and in
// simplified characters, and who says what in a sentence. Values and pure functions; any thread.
#pragma once

#include "outputs/document.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::review::check {

using Chars = std::u32string_view;
using Words = std::initializer_list<Chars>;

struct Span {
    std::size_t begin = 0, end = 0;
};

enum class Part {
    heading,
    claim,
    finding,
    evidence,
    hearing,
    reasoning,
    citation,
    disposition,
    addition,
    reference,
    other
};

class Text {
  public:
    Text(Part part, int claim, std::string place, std::string_view utf8);

    Part part;
    int claim; // of findings and dispositions; else 0
    std::string place;
    Chars chars() const { return chars_; }
    // As written; chars() has lost the blanks beside wide characters.
    Chars original() const { return original_; }
    // Inside quotation marks or the brackets of a title: not the drafter's own words.
    bool quoted(std::size_t at) const { return quoted_[at]; }
    // The words as they stand in the document, byte by byte.
    std::string quote(Span span) const;

  private:
    std::u32string original_, chars_;
    std::vector<std::uint32_t> source_;
    std::vector<bool> quoted_;
};

// All texts that people wrote, in the order of the document; numbers, names of organs and dates not among
// them.
std::vector<Text> texts_of(const outputs::Document& document);

bool has(Chars text, Words words);
// The first place where one of the words stands; of two at one place the longer.
std::optional<Span> find(Chars text, Words words, std::size_t from = 0);
std::optional<Span> find_last(Chars text, Words words);
// Sentences without their final sign: parted at 。！？ and line ends.
std::vector<Span> sentences(Chars text);
// The sentence around `at`, cut off at 400 characters on either side.
Span sentence(Chars text, std::size_t at);
// The part of the sentence around `at` between two of ，；：。 and line ends.
Span clause(Chars text, std::size_t at);
inline Chars cut(Chars text, Span span) { return text.substr(span.begin, span.end - span.begin); }
// A sentence shortened to what a person needs to find it: at most 40 characters.
Span shortened(Span span);

// No letter, digit or ideograph at all.
bool is_blank(std::string_view utf8);

// Who vouches for the words of a span: the organ that writes, or not.
enum class Stance {
    ours,
    denied,  // 不存在证据不足
    theirs,  // 申请人认为事实不清
    general, // a rule that is told: 主要事实不清的，应当撤销
    past     // 曾因事实不清被撤销
};
Stance stance(const Text& text, Span words);

// The claims a paragraph names (第二项请求); empty where it names none.
std::vector<int> claims_named(Chars text);

} // namespace docket::review::check
